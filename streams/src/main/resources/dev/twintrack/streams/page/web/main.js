// The page: finds the streams, shows one or all of them, and hears the keys.

import {get, news, post} from './api.js';
import {scene} from './draw.js';
import {Model} from './model.js';
import {Single} from './single.js';

const $ = id => document.getElementById(id);
const models = new Map();
const tiles = new Map();
const single = new Single(say, complain);
let dropped = 0;
let connected = false;
let picked = false; // whether somebody has chosen a stream
let away = null; // the name of the chosen stream, when it went and may come back

function say(text) {
  $('said').textContent = text;
}

let hiding = 0;
function complain(text) {
  $('trouble').textContent = text;
  $('trouble').hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { $('trouble').hidden = true; }, 6000);
}

function theme(light) {
  document.documentElement.classList.toggle('light', light);
}

function setUpTheme() {
  const system = matchMedia('(prefers-color-scheme: light)');
  const kept = localStorage.getItem('theme');
  theme(kept ? kept === 'light' : system.matches);
  system.addEventListener('change', () => localStorage.getItem('theme') || theme(system.matches));
  $('theme').addEventListener('click', () => {
    const light = !document.documentElement.classList.contains('light');
    localStorage.setItem('theme', light ? 'light' : 'dark');
    theme(light);
    single.soon();
  });
}

function life({event, target}) {
  const words = {
    'track.started': 'is followed', 'track.lost': 'is lost', 'track.recovered': 'is back',
    'track.ended': 'is followed no longer',
  };
  say(`${target.title} ${words[event.type]}`);
}

async function take(state) {
  if (models.has(state.stream)) {
    models.get(state.stream).takeState(state);
    return;
  }
  const model = new Model(state);
  models.set(state.stream, model);
  model.addEventListener('life', event => life(event.detail));
  tile(model);
  if (models.size === 1 || away === model.name) {
    picked = away === model.name;
    away = null;
    enlarge(model);
  } else if (picked) {
    $('all').hidden = false;
  } else {
    showAll();
  }
  await model.refresh().catch(() => {}); // it may be gone again
  model.show();
}

/** A stream that is shown no longer. */
function gone(name) {
  const model = models.get(name);
  if (!model) {
    return;
  }
  models.delete(name);
  tiles.get(name).remove();
  tiles.delete(name);
  model.watched = false;
  if (single.model !== model) {
    $('all').hidden = models.size < 2 || $('single').hidden;
    $('source').textContent = $('single').hidden ? count() : $('source').textContent;
    return;
  }
  const wanted = picked ? name : null;
  if (models.size === 1) {
    enlarge(models.values().next().value);
  } else {
    showAll();
  }
  away = wanted;
}

function count() {
  return models.size === 1 ? '1 stream' : `${models.size} streams`;
}

function tile(model) {
  const button = document.createElement('button');
  button.className = 'tile';
  button.dataset.stream = model.name;
  const canvas = document.createElement('canvas');
  const line = document.createElement('span');
  const name = document.createElement('b');
  const about = document.createElement('small');
  name.textContent = model.name;
  line.append(name, about);
  button.append(canvas, line);
  button.addEventListener('click', () => { picked = true; away = null; enlarge(model); });
  const tell = () => {
    const alive = [...model.targets.values()].filter(target => !target.ended).length;
    about.textContent = model.state.ended ? 'ended' : `${alive} followed · ${model.rate.toFixed(0)} frames/s`;
  };
  model.addEventListener('state', tell);
  $('grid').append(button);
  tiles.set(model.name, button);
  model.addEventListener('shown', () => {
    if (!$('grid').hidden) {
      scene(canvas, model, {sizeTo: false});
      tell();
    }
  });
}

function enlarge(model) {
  for (const other of models.values()) {
    other.watched = other === model;
  }
  $('grid').hidden = true;
  $('single').hidden = false;
  $('all').hidden = models.size < 2;
  single.open(model);
  model.show();
}

function showAll() {
  picked = false;
  away = null;
  single.close();
  $('grid').hidden = false;
  $('single').hidden = true;
  $('all').hidden = true;
  $('source').textContent = count();
  for (const model of models.values()) {
    model.watched = true;
    model.tell('shown');
    model.show();
  }
}

function health() {
  const pill = $('health');
  const model = single.model;
  const state = model?.state;
  const look = !connected ? ['bad', 'not connected']
    : !state ? ['good', 'connected']
      : state.ended ? ['', 'ended']
        : state.paused ? ['held', state.atEnd ? 'at the end' : 'paused']
          : ['good', `${model.rate.toFixed(0)} frames/s`];
  const lost = (model?.skipped ?? 0) + dropped;
  pill.className = `pill ${look[0]}`;
  const wide = window.innerWidth > 520;
  const text = lost && connected && wide ? `${look[1]} · ${lost} skipped here` : look[1];
  if (pill.textContent !== text) {
    pill.textContent = text;
  }
}

async function refreshAll() {
  const states = await get('/api/streams');
  const names = new Set(states.map(state => state.stream));
  [...models.keys()].filter(name => !names.has(name)).forEach(gone);
  if (states.length === 0) {
    showAll();
  }
  for (const state of states) {
    await take(state);
    await models.get(state.stream)?.refresh();
  }
}

let refreshing = 0;
function connect() {
  news({
    open: () => { connected = true; refreshAll().catch(fault => complain(fault.message)); },
    lost: () => { connected = false; },
    state: take,
    gone: message => gone(message.stream),
    frame: message => models.get(message.stream)?.takeFrame(message),
    track: message => models.get(message.stream)?.takeEvent(message),
    dropped: count => {
      dropped = count;
      clearTimeout(refreshing);
      refreshing = setTimeout(() => refreshAll().catch(fault => complain(fault.message)), 500);
    },
  });
}

/** The token stands behind the # of the address, which browsers send nowhere. */
async function admit() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) {
    history.replaceState(null, '', location.pathname);
    await post('/api/session', {token}).catch(fault => complain(fault.message));
  }
  try {
    await get('/api/streams');
    connect();
  } catch (fault) {
    if (fault.status === 401) {
      $('token').showModal();
    } else {
      complain(fault.message);
      setTimeout(admit, 2000);
    }
  }
}

$('token').addEventListener('close', async () => {
  location.hash = `token=${encodeURIComponent($('secret').value.trim())}`;
  await admit();
});
$('all').addEventListener('click', showAll);
$('help').addEventListener('click', () => $('keys').showModal());

document.addEventListener('keydown', event => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || document.querySelector('dialog[open]');
  if (typing || event.altKey || event.metaKey || !single.model) {
    return;
  }
  if (event.key === ' ' && event.target.tagName === 'BUTTON' || event.key === 'Enter' && !single.pointing.byKeys) {
    return;
  }
  if (event.key === '?') {
    $('keys').showModal();
  } else if (!single.key(event)) {
    if (event.key === 'Escape' && models.size > 1) {
      showAll();
    }
    return;
  }
  event.preventDefault();
});

setUpTheme();
setInterval(health, 250);
admit();
