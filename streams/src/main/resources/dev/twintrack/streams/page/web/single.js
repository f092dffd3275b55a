// One stream in full: its picture, its controls, its targets.

import {pathOf} from './api.js';
import {draft, scene} from './draw.js';
import {Panel} from './panel.js';
import {Pointing} from './pointing.js';
import {Timeline} from './timeline.js';

const $ = id => document.getElementById(id);

export class Single {
  constructor(say, complain) {
    this.say = say;
    this.complain = complain;
    this.model = null;
    this.chosen = null;
    this.restarting = null;
    this.place = null;
    this.panel = new Panel({
      cards: $('cards'), count: $('count'), empty: $('empty'), panel: $('panel'), template: $('template'),
      search: $('search'), facts: $('facts'), curve: $('curve'),
    }, target => this.choose(target));
    this.timeline = new Timeline($('scrub'), $('lanes'), (frame, moving) => this.jump(frame, moving));
    this.pointing = new Pointing($('stage'), () => this.place, {
      begin: () => this.beginBox(),
      move: () => this.draw(),
      box: box => this.takeBox(box),
      click: point => this.click(point),
      giveUp: () => this.endBox(),
    });
    this.redraw = () => this.soon();
    this.wire();
  }

  wire() {
    $('play').addEventListener('click', () => this.togglePlay());
    $('back').addEventListener('click', () => this.step(-1));
    $('forth').addEventListener('click', () => this.step(1));
    $('speed').addEventListener('change', event => this.order('speed', {speed: Number(event.target.value)}));
    $('now').addEventListener('click', () => this.model.look(null));
    $('rewind').addEventListener('click', () => this.goOnFrom(this.model.review));
    $('scores').addEventListener('change', () => this.draw());
    for (const button of document.querySelectorAll('[data-deed]')) {
      button.addEventListener('click', () => this.deed(button.dataset.deed));
    }
    $('renaming').addEventListener('close', event => {
      if (event.target.returnValue === 'yes' && this.chosen) {
        this.rename($('label').value);
      }
    });
    new ResizeObserver(this.redraw).observe($('frame'));
  }

  open(model) {
    this.close();
    this.model = model;
    this.panel.cards.clear();
    $('cards').replaceChildren();
    for (const kind of ['csv', 'jsonl', 'mp4']) {
      $(kind).href = pathOf(model.name, 'export', kind);
    }
    for (const name of ['state', 'frame', 'shown', 'review', 'search']) {
      model.addEventListener(name, this.redraw);
    }
    this.soon();
  }

  close() {
    if (this.model) {
      for (const name of ['state', 'frame', 'shown', 'review', 'search']) {
        this.model.removeEventListener(name, this.redraw);
      }
      this.model.review = null;
    }
    this.model = null;
    this.chosen = null;
    this.restarting = null;
    this.place = null;
  }

  soon() {
    if (!this.due) {
      this.due = true;
      requestAnimationFrame(() => {
        this.due = false;
        this.draw();
      });
    }
  }

  draw() {
    const {model} = this;
    if (!model) {
      return;
    }
    const stage = $('stage');
    this.place = scene(stage, model, {chosen: this.chosen});
    if (this.place) {
      const pen = stage.getContext('2d');
      this.scoreMap(pen);
      if (this.pointing.box) {
        draft(pen, this.place, this.pointing.box);
      }
    }
    this.controls();
    this.bubble();
    this.timeline.draw(model, this.chosen);
    this.panel.draw(model, this.chosen);
  }

  scoreMap(pen) {
    const {search, map} = this.panel;
    if ($('scores').checked && search && this.chosen && !this.chosen.ended && this.model.review === null) {
      const {scale, left, top} = this.place;
      const {region} = search;
      pen.save();
      pen.globalAlpha = 0.85;
      pen.drawImage(map, left + region.x * scale, top + region.y * scale, region.width * scale, region.height * scale);
      pen.restore();
    }
  }

  controls() {
    const {model} = this;
    const {state} = model;
    for (const part of document.querySelectorAll('.recorded')) {
      part.hidden = !model.recorded;
    }
    const playing = !state.paused && !state.ended && model.review === null;
    $('play').classList.toggle('playing', playing);
    $('play').setAttribute('aria-label', playing ? 'Pause' : state.atEnd ? 'Play again' : 'Play');
    $('play').disabled = state.ended;
    $('speed').disabled = state.ended;
    $('speed').value = String(state.speed);
    $('forth').disabled = model.review === null && (state.ended || state.atEnd);
    $('review').hidden = model.review === null;
    $('rewind').hidden = !model.recorded || state.ended;
    $('reviewtext').textContent = `Frame ${model.review}, of the past`;
    const frame = model.shown?.frame ?? model.aim;
    const rate = state.framesPerSecond ?? 25;
    const seconds = Math.max(0, frame) / rate;
    const total = state.frames ? ` <small>of ${state.firstFrame + state.frames - 1}</small>` : '';
    $('clock').innerHTML = `${clock(seconds)} <small>frame</small> ${Math.max(0, frame)}${total}`;
    const following = [...model.targets.values()].some(target => !target.ended);
    $('hint').hidden = this.pointing.busy || state.ended || following && !this.restarting;
    $('hint').textContent = this.restarting
      ? `Drag a new box around ${this.restarting.title}`
      : 'Drag a box around anything to follow it';
    $('source').textContent = state.source;
    $('stage').setAttribute('aria-label', this.words());
  }

  /** The picture for those who do not see it. */
  words() {
    const frame = this.model.shown?.frame;
    const seen = [...this.model.targets.values()].filter(target => !target.ended && target.at(frame));
    const list = seen.map(target => `${target.title} ${target.at(frame).status}`).join(', ');
    return `The picture, frame ${frame}. ${list || 'Nothing is followed.'} Press B to place a box.`;
  }

  bubble() {
    const box = this.bubbleOpen && this.chosen && !this.chosen.ended && this.place
      ? this.chosen.at(this.model.shown.frame)?.box ?? this.chosen.lastSeen(this.model.shown.frame)
      : null;
    $('bubble').hidden = !box;
    if (box) {
      const {scale, left, top} = this.place;
      const bubble = $('bubble');
      const x = left + (box.x + box.width / 2) * scale - bubble.offsetWidth / 2;
      const below = top + (box.y + box.height) * scale + 10;
      const most = $('frame').clientHeight - bubble.offsetHeight - 6;
      bubble.style.left = `${Math.max(6, Math.min($('frame').clientWidth - bubble.offsetWidth - 6, x))}px`;
      bubble.style.top = `${below <= most ? below : Math.max(6, top + box.y * scale - bubble.offsetHeight - 34)}px`;
    }
  }

  choose(target, withBubble = false) {
    this.chosen = target;
    this.bubbleOpen = withBubble;
    this.soon();
  }

  click(point) {
    const frame = this.model.shown.frame;
    const margin = 6 / this.place.scale;
    const hit = [...this.model.targets.values()].filter(target => {
      const box = !target.ended && target.at(frame) && (target.at(frame).box ?? target.lastSeen(frame));
      return box && point.x >= box.x - margin && point.x <= box.x + box.width + margin
        && point.y >= box.y - margin && point.y <= box.y + box.height + margin;
    });
    hit.sort((a, b) => area(a, frame) - area(b, frame));
    this.choose(hit[0] ?? null, true);
  }

  // A box on a file holds it still; a live picture stands still by itself, while the stream goes on.
  async beginBox() {
    const {model} = this;
    this.bubbleOpen = false;
    if (!model.recorded) {
      model.frozen = true;
    } else if (model.review === null && !model.state.paused) {
      this.goesOn = true;
      this.holding = this.order('pause').then(() => model.settled());
    }
  }

  async endBox() {
    const {model} = this;
    this.restarting = null;
    model.frozen = false;
    await this.holding;
    this.holding = null;
    if (this.goesOn) {
      this.goesOn = false;
      await this.order('resume');
    }
    model.show();
    this.soon();
  }

  async takeBox(box) {
    const {model, restarting} = this;
    await this.holding;
    const wish = {box, frame: model.shown.frame};
    const answer = restarting
      ? await this.order('restart', {...wish, track: restarting.name})
      : await this.order('start', wish);
    if (answer) {
      model.look(null);
      this.choose(model.target(answer.track));
    }
    await this.endBox();
  }

  deed(name) {
    const {chosen} = this;
    if (!chosen) {
      return;
    }
    this.bubbleOpen = false;
    if (name === 'stop') {
      this.order('stop', {track: chosen.name});
    } else if (name === 'restart') {
      this.restarting = chosen;
      $('stage').focus();
    } else {
      $('label').value = chosen.label ?? '';
      $('renaming').returnValue = '';
      $('renaming').showModal();
      $('label').select();
    }
    this.soon();
  }

  async rename(label) {
    const target = this.chosen;
    if (await this.order('rename', {track: target.name, label})) {
      target.label = label.trim() || null;
      this.soon();
    }
  }

  togglePlay() {
    const {model} = this;
    if (!model.recorded || model.state.ended) {
      return;
    }
    if (model.review !== null) {
      model.look(null);
      this.order('resume');
    } else {
      this.order(model.state.paused ? 'resume' : 'pause');
    }
  }

  async step(way) {
    const {model} = this;
    if (!model.recorded && model.review === null && way > 0) {
      return;
    }
    if (model.recorded && !model.state.paused && !model.state.ended && model.review === null) {
      await this.order('pause');
    }
    if (way < 0 || model.review !== null) {
      model.look(model.aim + way);
    } else if (!model.state.atEnd && !model.state.ended) {
      this.order('step');
    }
  }

  /** What has been is looked at; where nobody has been yet, a file jumps to. */
  async jump(frame, moving) {
    const {model} = this;
    if (frame <= model.last) {
      if (model.recorded && !model.state.paused && !model.state.ended) {
        await this.order('pause');
      }
      model.look(frame);
    } else if (!moving && model.recorded && !model.state.ended) {
      model.look(null);
      this.order('seek', {frame});
    }
  }

  async goOnFrom(frame) {
    const {model} = this;
    if (await this.order('seek', {frame})) {
      model.look(null);
      this.order('resume');
    }
  }

  async order(action, more) {
    try {
      return await this.model.order(action, more);
    } catch (fault) {
      this.complain(fault.message);
      return null;
    }
  }

  key(event) {
    if (this.pointing.key(event)) {
      return true;
    }
    const deeds = {
      ' ': () => this.togglePlay(),
      ArrowLeft: () => this.step(-1),
      ArrowRight: () => this.step(1),
      b: () => this.pointing.place(),
      r: () => this.deed('restart'),
      n: () => this.deed('rename'),
      Delete: () => this.deed('stop'),
      m: () => { $('scores').checked = !$('scores').checked; this.soon(); },
    };
    if (/^[1-9]$/.test(event.key)) {
      const alive = [...this.model.targets.values()].filter(target => !target.ended);
      this.choose(alive[Number(event.key) - 1] ?? null);
      return true;
    }
    if (event.key === 'Escape' && (this.restarting || this.chosen || this.model.review !== null)) {
      this.restarting = null;
      this.choose(null);
      this.model.look(null);
      return true;
    }
    const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    deed?.();
    return Boolean(deed);
  }
}

function area(target, frame) {
  const box = target.at(frame).box ?? target.lastSeen(frame);
  return box.width * box.height;
}

function clock(seconds) {
  const tenths = Math.floor(seconds * 10);
  const two = value => String(value).padStart(2, '0');
  return `${two(Math.floor(tenths / 600))}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
}
