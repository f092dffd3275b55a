// Drawing a box on the picture, with a pointer or with the keys.

const SMALLEST = 6;

export class Pointing {
  /**
   * @param stage the canvas
   * @param where answers how the picture lies in it
   * @param on what to do: begin, move(box), box(box), click(point), giveUp
   */
  constructor(stage, where, on) {
    this.stage = stage;
    this.where = where;
    this.on = on;
    this.from = null;
    this.box = null;
    this.byKeys = false;
    stage.addEventListener('pointerdown', event => this.down(event));
    stage.addEventListener('pointermove', event => this.move(event));
    stage.addEventListener('pointerup', event => this.up(event));
    stage.addEventListener('pointercancel', () => this.giveUp());
  }

  get busy() {
    return this.box !== null;
  }

  point(event) {
    const place = this.where();
    const frame = this.stage.getBoundingClientRect();
    return place && {
      x: Math.max(0, Math.min(place.width, (event.clientX - frame.left - place.left) / place.scale)),
      y: Math.max(0, Math.min(place.height, (event.clientY - frame.top - place.top) / place.scale)),
    };
  }

  down(event) {
    if (event.button !== 0 || !this.where()) {
      return;
    }
    this.giveUp();
    this.stage.setPointerCapture(event.pointerId);
    this.from = this.point(event);
  }

  move(event) {
    if (!this.from) {
      return;
    }
    const to = this.point(event);
    const box = {
      x: Math.min(this.from.x, to.x),
      y: Math.min(this.from.y, to.y),
      width: Math.abs(this.from.x - to.x),
      height: Math.abs(this.from.y - to.y),
    };
    const {scale} = this.where();
    if (!this.busy && Math.max(box.width, box.height) * scale < SMALLEST) {
      return;
    }
    if (!this.busy) {
      this.on.begin();
    }
    this.box = box;
    this.on.move();
  }

  up(event) {
    if (!this.from) {
      return;
    }
    const from = this.from;
    this.from = null;
    if (!this.busy) {
      this.on.click(from);
      return;
    }
    this.move(event);
    this.finish();
  }

  finish() {
    const {box} = this;
    const {scale} = this.where();
    this.box = null;
    this.byKeys = false;
    if (Math.min(box.width, box.height) * scale < SMALLEST) {
      this.on.giveUp();
    } else {
      this.on.box(box);
    }
  }

  giveUp() {
    const was = this.busy;
    this.from = null;
    this.box = null;
    this.byKeys = false;
    if (was) {
      this.on.giveUp();
    }
  }

  /** Puts a box into the middle, to be moved with the keys. */
  place(size) {
    const place = this.where();
    if (!place) {
      return;
    }
    const side = Math.round(Math.min(place.width, place.height) / 5);
    const {width, height} = size ?? {width: side, height: side};
    this.box = {x: (place.width - width) / 2, y: (place.height - height) / 2, width, height};
    this.byKeys = true;
    this.on.begin();
    this.on.move();
  }

  /** Whether a key was meant for the box. */
  key(event) {
    if (!this.byKeys) {
      return false;
    }
    if (event.key === 'Enter') {
      this.finish();
      return true;
    }
    if (event.key === 'Escape') {
      this.giveUp();
      return true;
    }
    const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    if (!way) {
      return false;
    }
    const place = this.where();
    const far = event.ctrlKey ? 1 : Math.max(2, Math.round(place.width / 80));
    const {box} = this;
    if (event.shiftKey) {
      box.width = Math.max(4, Math.min(place.width - box.x, box.width + way[0] * far));
      box.height = Math.max(4, Math.min(place.height - box.y, box.height + way[1] * far));
    } else {
      box.x = Math.max(0, Math.min(place.width - box.width, box.x + way[0] * far));
      box.y = Math.max(0, Math.min(place.height - box.height, box.y + way[1] * far));
    }
    this.on.move();
    return true;
  }
}
