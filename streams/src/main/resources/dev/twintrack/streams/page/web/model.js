// One stream as this browser knows it: its state, its targets' past, and the picture at hand.

import {get, pathOf, picture, post} from './api.js';

// Okabe and Ito's colours, which colour-blind people can tell apart, the brighter ones.
const COLOURS = ['#f0e442', '#56b4e9', '#e69f00', '#00c08b', '#e08bc0', '#ff6a33'];
const TRAIL = 40;

export class Target {
  constructor(name, colour) {
    this.name = name;
    this.colour = colour;
    this.label = null;
    this.ended = false;
    this.points = new Map();
    this.started = 0;
  }

  get title() {
    return this.label ? `${this.name} ${this.label}` : this.name;
  }

  at(frame) {
    return this.points.get(frame);
  }

  /** Where it was last seen up to a frame, for a target that is lost there. */
  lastSeen(frame) {
    for (let i = frame, tries = 0; i >= 0 && tries < 3000; i--, tries++) {
      const point = this.points.get(i);
      if (point && point.box) {
        return point.box;
      }
    }
    return null;
  }

  trail(frame) {
    const way = [];
    for (let i = frame - TRAIL; i <= frame; i++) {
      const point = this.points.get(i);
      if (point && point.box) {
        way.push({x: point.box.x + point.box.width / 2, y: point.box.y + point.box.height / 2, age: frame - i});
      }
    }
    return way;
  }
}

export class Model extends EventTarget {
  constructor(state) {
    super();
    this.name = state.stream;
    this.state = state;
    this.rate = state.rate;
    this.time = 0;
    this.targets = new Map();
    this.shown = null; // {frame, image}
    this.review = null; // a frame of the past that is looked at
    this.frozen = false; // a live picture stands still while a box is drawn on it
    this.skipped = 0;
    this.watched = true;
    this.loading = null;
    this.wanted = null;
  }

  get recorded() {
    return !this.state.live;
  }

  get last() {
    return this.state.frame;
  }

  tell(name) {
    this.dispatchEvent(new Event(name));
  }

  takeState(state) {
    const frame = Math.max(this.state.frame, state.frame);
    this.state = {...state, frame: state.atEnd || state.paused ? state.frame : frame};
    this.tell('state');
    this.show();
  }

  takeFrame(news) {
    this.state.frame = news.frame;
    this.rate = news.rate;
    this.time = news.time;
    this.tell('frame');
    this.show();
  }

  takeEvent(event) {
    if (event.type === 'stream.gap') {
      for (const target of this.targets.values()) {
        for (const frame of [...target.points.keys()]) {
          if (frame >= event.frameIndex) {
            target.points.delete(frame);
          }
        }
      }
      this.state.frame = event.frameIndex;
    }
    if (event.type.startsWith('stream.')) {
      this.state.ended ||= event.type === 'stream.ended';
      this.tell('state');
      return;
    }
    const target = this.target(event.track);
    target.label = event.label ?? null;
    target.ended = event.type === 'track.ended';
    if (!target.ended) {
      target.points.set(event.frameIndex, {status: event.status, confidence: event.confidence, box: event.box});
    }
    if (event.type === 'track.started') {
      target.started++;
    }
    if (event.type !== 'track.updated') {
      this.dispatchEvent(new CustomEvent('life', {detail: {event, target}}));
    }
    if (this.shown && event.frameIndex <= this.shown.frame) {
      this.tell('shown');
    }
  }

  target(name) {
    if (!this.targets.has(name)) {
      this.targets.set(name, new Target(name, COLOURS[this.targets.size % COLOURS.length]));
    }
    return this.targets.get(name);
  }

  /** Takes the past from the program: at first, and after news was missed. */
  async refresh() {
    for (const past of await get(pathOf(this.name, 'history'))) {
      const target = this.target(past.track);
      target.label = past.label;
      target.ended = past.ended;
      for (const [frame, status, confidence, ...box] of past.points) {
        const [x, y, width, height] = box;
        target.points.set(frame, {status, confidence, box: box.length ? {x, y, width, height} : null});
      }
    }
    this.tell('shown');
    this.tell('frame');
  }

  /** The frame that ought to be seen. */
  get aim() {
    return this.review ?? this.state.frame;
  }

  /** Loads the picture that ought to be seen, one at a time: what is overtaken meanwhile is skipped. */
  async show() {
    if (this.loading !== null || this.frozen || !this.watched) {
      return;
    }
    while (this.aim >= 0 && this.shown?.frame !== this.aim && !this.frozen && this.watched) {
      const frame = this.aim;
      this.loading = frame;
      try {
        const image = await picture(this.name, frame);
        if (image === null) {
          this.missing = frame;
          break;
        }
        if (this.shown && frame > this.shown.frame + 1 && this.review === null) {
          this.skipped += frame - this.shown.frame - 1;
        }
        this.shown?.image.close();
        this.shown = {frame, image};
        this.tell('shown');
      } catch (fault) {
        break;
      } finally {
        this.loading = null;
      }
    }
  }

  /** Waits until the picture is that of the last frame. */
  settled() {
    return new Promise(done => {
      const check = () => {
        if (this.shown?.frame === this.aim) {
          this.removeEventListener('shown', check);
          done();
        }
      };
      this.addEventListener('shown', check);
      check();
      setTimeout(() => { this.removeEventListener('shown', check); done(); }, 2000);
    });
  }

  look(frame) {
    const first = this.state.firstFrame;
    this.review = frame === null || frame >= this.state.frame ? null : Math.max(first, frame);
    this.tell('review');
    this.show();
  }

  order(action, more = {}) {
    return post(pathOf(this.name, 'orders'), {action, ...more});
  }
}
