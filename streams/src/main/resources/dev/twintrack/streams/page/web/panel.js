// The list of targets, and what is known of the chosen one.

import {get, pathOf} from './api.js';
import {curve, heatMap, searchView} from './draw.js';

const SEARCH_EVERY = 180;

export class Panel {
  constructor(parts, choose) {
    this.parts = parts;
    this.choose = choose;
    this.cards = new Map();
    this.search = null;
    this.asked = 0;
  }

  draw(model, chosen) {
    const frame = model.shown?.frame ?? -1;
    const targets = [...model.targets.values()];
    this.list(targets, frame, chosen);
    const alive = targets.filter(target => !target.ended).length;
    this.parts.count.textContent = alive ? `· ${alive}` : '';
    this.parts.empty.hidden = targets.length > 0;
    this.parts.panel.hidden = chosen === null;
    if (chosen) {
      this.detail(model, chosen, frame);
    }
  }

  list(targets, frame, chosen) {
    for (const target of targets) {
      if (!this.cards.has(target.name)) {
        this.cards.set(target.name, this.card(target));
      }
      const {button, name, chip, meter} = this.cards.get(target.name);
      const point = target.at(frame);
      const status = target.ended ? 'ended' : point?.status ?? 'waiting';
      name.textContent = target.title;
      chip.textContent = point && status !== 'lost' && !target.ended ? `${status} · ${percent(point.confidence)}` : status;
      meter.style.width = `${100 * (point && !target.ended ? point.confidence : 0)}%`;
      meter.style.background = status === 'lost' ? 'var(--lost)' : target.colour;
      button.classList.toggle('over', target.ended);
      button.setAttribute('aria-pressed', target === chosen);
      button.dataset.status = status;
      button.dataset.frame = frame;
      button.dataset.box = point?.box ? [point.box.x, point.box.y, point.box.width, point.box.height].join(',') : '';
    }
  }

  card(target) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.className = 'card';
    button.dataset.target = target.name;
    const [dot, name, chip, meter, fill] = ['span', 'span', 'span', 'span', 'i'].map(tag => document.createElement(tag));
    dot.className = 'dot';
    dot.style.borderColor = target.colour;
    name.className = 'name';
    chip.className = 'chip';
    meter.className = 'meter';
    meter.append(fill);
    button.append(dot, name, chip, meter);
    button.addEventListener('click', () => this.choose(target));
    item.append(button);
    this.parts.cards.append(item);
    return {button, name, chip, meter: fill};
  }

  detail(model, target, frame) {
    const key = `${model.name}/${target.name}/${target.started}`;
    if (this.key !== key) {
      this.key = key;
      this.search = null;
      this.parts.template.src = pathOf(model.name, 'targets', target.name, 'template') + `?${target.started}`;
    }
    for (const button of this.parts.panel.querySelectorAll('[data-deed]')) {
      button.disabled = target.ended && button.dataset.deed !== 'restart' || model.state.ended;
    }
    this.facts(model, target, frame);
    curve(this.parts.curve, target, frame);
    this.refreshSearch(model, target);
    searchView(this.parts.search, model, target, this.search, this.map);
  }

  facts(model, target, frame) {
    const point = target.at(frame);
    const points = [...target.points.values()];
    const mean = points.reduce((sum, p) => sum + p.confidence, 0) / Math.max(1, points.length);
    const share = points.filter(p => p.status === 'tracking').length / Math.max(1, points.length);
    const rows = [
      ['Confidence', point ? percent(point.confidence) : '–'],
      ['Place', point?.box ? `${point.box.x.toFixed(0)}, ${point.box.y.toFixed(0)}` : 'out of sight'],
      ['Size', point?.box ? `${point.box.width.toFixed(0)} × ${point.box.height.toFixed(0)} px` : '–'],
      ['Speed', speed(model, target, frame)],
      ['Frames', `${points.length}, ${percent(share)} tracked`],
      ['Mean confidence', percent(mean)],
    ];
    this.parts.facts.replaceChildren(...rows.flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
  }

  async refreshSearch(model, target) {
    const now = performance.now();
    if (now - this.asked < SEARCH_EVERY || target.ended || model.review !== null) {
      return;
    }
    this.asked = now;
    const key = this.key;
    const search = await get(pathOf(model.name, 'targets', target.name, 'search')).catch(() => null);
    if (search && this.key === key) {
      this.map = heatMap(search);
      this.search = search;
      searchView(this.parts.search, model, target, this.search, this.map);
      model.tell('search');
    }
  }
}

const percent = share => `${Math.round(share * 100)} %`;

function speed(model, target, frame) {
  const way = target.trail(frame).filter(point => point.age <= 8);
  if (way.length < 2) {
    return '–';
  }
  const [from, to] = [way[0], way[way.length - 1]];
  const pixels = Math.hypot(to.x - from.x, to.y - from.y) / (from.age - to.age);
  return `${Math.round(pixels * (model.state.framesPerSecond ?? 25))} px/s`;
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
