// The time line: a lane for each target, and the frame that is looked at.

import {sharp, LOST} from './draw.js';

const LANE = 30;
const LIVE_WINDOW = 1500;

export class Timeline {
  constructor(scrub, lanes, jump) {
    this.scrub = scrub;
    this.lanes = lanes;
    this.jump = jump;
    this.held = false;
    scrub.addEventListener('pointerdown', () => { this.held = true; });
    scrub.addEventListener('pointerup', () => { this.held = false; });
    scrub.addEventListener('input', () => this.jump(Number(scrub.value), true));
    scrub.addEventListener('change', () => { this.held = false; this.jump(Number(scrub.value), false); });
    lanes.addEventListener('click', event => {
      const share = event.offsetX / lanes.clientWidth;
      this.jump(Math.round(this.from + share * (this.to - this.from)), false);
    });
  }

  /** Draws it all; who calls sees to it that this is not too often. */
  draw(model, chosen) {
    const {state} = model;
    this.from = model.recorded ? state.firstFrame : Math.max(0, state.frame - LIVE_WINDOW);
    const known = model.recorded && state.frames ? state.firstFrame + state.frames - 1 : state.frame;
    this.to = Math.max(known, state.frame, this.from + 1);
    this.scrub.min = this.from;
    this.scrub.max = this.to;
    if (!this.held) {
      this.scrub.value = Math.max(this.from, model.aim);
    }
    this.scrub.setAttribute('aria-valuetext', `frame ${model.aim} of ${this.to}`);
    const targets = [...model.targets.values()].filter(target => target.points.size > 0).slice(-8);
    const {pen, width, height} = sharp(this.lanes, Math.max(1, targets.length) * (LANE + 6));
    const style = getComputedStyle(document.documentElement);
    const colours = {text: style.getPropertyValue('--text'), track: style.getPropertyValue('--raised')};
    pen.clearRect(0, 0, width, height);
    const x = frame => ((frame - this.from) / (this.to - this.from)) * width;
    if (targets.length === 0) {
      this.ground(pen, 3, width, colours.track);
    }
    targets.forEach((target, i) => {
      const top = i * (LANE + 6) + 3;
      this.ground(pen, top, width, colours.track);
      this.lane(pen, target, top, x, width, colours, target === chosen);
    });
    pen.fillStyle = colours.text;
    pen.fillRect(Math.min(width - 2, x(model.aim)), 0, 2, height);
  }

  ground(pen, top, width, colour) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(0, top, width, LANE, 6);
    pen.fill();
  }

  lane(pen, target, top, x, width, colours, chosen) {
    pen.save();
    pen.beginPath();
    pen.roundRect(0, top, width, LANE, 6);
    pen.clip();
    const columns = Math.max(1, Math.floor(width));
    const span = this.to - this.from;
    const step = Math.max(1, width / span);
    const curve = new Path2D();
    let open = false;
    let before = -1;
    for (let c = 0; c <= Math.min(columns, span); c++) {
      const frame = Math.round(this.from + (c / Math.min(columns, span)) * span);
      const point = target.at(frame);
      if (!point) {
        open = false;
        continue;
      }
      const left = x(frame);
      this.mark(pen, point.status, target.colour, left, top, step + 0.6, chosen);
      const y = top + 3 + (1 - point.confidence) * (LANE - 6);
      if (open && before >= 0) {
        curve.lineTo(left, y);
      } else {
        curve.moveTo(left, y);
      }
      open = true;
      before = frame;
    }
    pen.strokeStyle = colours.text;
    pen.lineWidth = 1.4;
    pen.lineJoin = 'round';
    pen.stroke(curve);
    pen.font = '600 12px system-ui, "DejaVu Sans", sans-serif';
    pen.textBaseline = 'middle';
    pen.lineWidth = 3;
    pen.strokeStyle = 'rgb(0 0 0 / 60%)';
    pen.strokeText(target.title, 8, top + LANE / 2);
    pen.fillStyle = '#fff';
    pen.fillText(target.title, 8, top + LANE / 2);
    pen.restore();
  }

  mark(pen, status, colour, left, top, width, chosen) {
    if (status === 'lost') {
      pen.fillStyle = LOST;
      if (Math.floor(left / 4) % 2 === 0) {
        pen.fillRect(left, top + LANE / 2 - 1, Math.min(width, 3), 2);
      }
      return;
    }
    pen.fillStyle = colour;
    pen.globalAlpha = status === 'tracking' ? (chosen ? 0.72 : 0.55) : Math.floor(left / 3) % 2 ? 0.5 : 0.16;
    pen.fillRect(left, top, width, LANE);
    pen.globalAlpha = 1;
  }
}
