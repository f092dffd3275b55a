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
    pen.fillRect(Math.max(0, Math.min(width - 2, x(model.aim) - 1)), 0, 2, height);
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
    const columns = Math.max(1, Math.min(Math.floor(width), this.to - this.from));
    const frameAt = c => Math.round(this.from + (c / columns) * (this.to - this.from));
    const curve = new Path2D();
    let run = null; // columns of one status in a row
    for (let c = 0; c <= columns + 1; c++) {
      const frame = frameAt(c);
      const point = c <= columns ? target.at(frame) : undefined;
      if (run && point?.status !== run.status) {
        this.mark(pen, run, target.colour, top, chosen);
        run = null;
      }
      if (!point) {
        continue;
      }
      const y = top + 3 + (1 - point.confidence) * (LANE - 6);
      if (c > 0 && target.at(frameAt(c - 1))) {
        curve.lineTo(x(frame), y);
      } else {
        curve.moveTo(x(frame), y);
      }
      run ??= {status: point.status, from: x(frame - 0.5), to: 0};
      run.to = x(frame + 0.5);
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

  mark(pen, {status, from, to}, colour, top, chosen) {
    pen.save();
    pen.beginPath();
    pen.rect(from, top, to - from, LANE);
    pen.clip();
    if (status === 'lost') {
      pen.strokeStyle = LOST;
      pen.lineWidth = 2;
      pen.setLineDash([2, 4]);
      pen.beginPath();
      pen.moveTo(from, top + LANE / 2);
      pen.lineTo(to, top + LANE / 2);
      pen.stroke();
    } else if (status === 'tracking') {
      pen.fillStyle = colour;
      pen.globalAlpha = chosen ? 0.72 : 0.55;
      pen.fillRect(from, top, to - from, LANE);
    } else {
      pen.strokeStyle = colour;
      pen.globalAlpha = chosen ? 0.8 : 0.6;
      pen.lineWidth = 2.5;
      pen.beginPath();
      for (let left = Math.floor(from / 7) * 7 - LANE; left < to; left += 7) {
        pen.moveTo(left, top + LANE);
        pen.lineTo(left + LANE / 2, top);
      }
      pen.stroke();
    }
    pen.restore();
  }
}
