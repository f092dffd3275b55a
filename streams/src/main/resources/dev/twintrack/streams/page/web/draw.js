// Drawing on canvases: the picture with what is known of it, score maps, curves.

/** Makes a canvas as sharp as the screen; answers its context in CSS pixels, and its size. */
export function sharp(canvas, height) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  if (height !== undefined) {
    canvas.style.height = `${height}px`;
  } else {
    height = canvas.clientHeight;
  }
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return {pen, width, height};
}

export const LOST = '#aeb7c0';

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** The picture with every target's box, plate and trail. */
export function scene(canvas, model, {chosen = null, sizeTo = true} = {}) {
  const {width: fw, height: fh} = model.state;
  const aspect = fw ? fh / fw : 9 / 16;
  const most = sizeTo ? Math.max(220, window.innerHeight * 0.72) : Infinity;
  const {pen, width, height} = sharp(canvas, Math.min(Math.round(canvas.clientWidth * aspect), Math.round(most)));
  pen.clearRect(0, 0, width, height);
  if (!model.shown || !fw) {
    return null;
  }
  const scale = Math.min(width / fw, height / fh);
  const place = {scale, left: (width - fw * scale) / 2, top: (height - fh * scale) / 2, width: fw, height: fh};
  const frame = model.shown.frame;
  canvas.dataset.frame = frame;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(model.shown.image, place.left, place.top, fw * scale, fh * scale);
  const seen = [...model.targets.values()].filter(target => target.at(frame));
  seen.forEach(target => trail(pen, place, target, frame));
  seen.forEach(target => outline(pen, place, target, frame, target === chosen));
  return place;
}

function trail(pen, place, target, frame) {
  const way = target.trail(frame);
  pen.save();
  pen.strokeStyle = target.colour;
  pen.lineWidth = 2.2;
  pen.lineCap = 'round';
  for (let i = 1; i < way.length; i++) {
    if (way[i].age !== way[i - 1].age - 1) {
      continue;
    }
    pen.globalAlpha = 0.85 * (1 - way[i].age / 40);
    pen.beginPath();
    pen.moveTo(place.left + way[i - 1].x * place.scale, place.top + way[i - 1].y * place.scale);
    pen.lineTo(place.left + way[i].x * place.scale, place.top + way[i].y * place.scale);
    pen.stroke();
  }
  pen.restore();
}

function outline(pen, place, target, frame, chosen) {
  const {status, confidence, box: here} = target.at(frame);
  const lost = status === 'lost';
  const box = here ?? target.lastSeen(frame);
  if (!box) {
    return;
  }
  const x = place.left + box.x * place.scale;
  const y = place.top + box.y * place.scale;
  const w = box.width * place.scale;
  const h = box.height * place.scale;
  const colour = lost ? LOST : target.colour;
  pen.save();
  pen.setLineDash(lost ? [3, 7] : status === 'uncertain' ? [11, 6] : []);
  for (const [style, thick] of [['rgb(0 0 0 / 55%)', 5], [colour, chosen ? 3.4 : 2.6]]) {
    pen.strokeStyle = style;
    pen.lineWidth = thick;
    pen.beginPath();
    pen.roundRect(x, y, w, h, 4);
    pen.stroke();
  }
  pen.setLineDash([]);
  const state = lost ? 'lost' : `${Math.round(confidence * 100)} %${status === 'uncertain' ? ' ?' : ''}`;
  plate(pen, place, `${target.title}  ${state}`, colour, x, y, h);
  pen.restore();
}

function plate(pen, place, text, colour, x, y, h) {
  pen.font = '600 13px system-ui, "DejaVu Sans", sans-serif';
  const width = pen.measureText(text).width + 14;
  const right = place.left + place.width * place.scale;
  const bottom = place.top + place.height * place.scale;
  const left = clamp(x - 1, place.left, Math.max(place.left, right - width));
  const top = y - 27 >= place.top ? y - 27 : Math.min(y + h + 5, bottom - 24);
  pen.globalAlpha = 0.93;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(left, top, width, 22, 6);
  pen.fill();
  pen.globalAlpha = 1;
  pen.fillStyle = '#0b0f13';
  pen.textBaseline = 'middle';
  pen.fillText(text, left + 7, top + 11.5);
}

/** A box that is being drawn. */
export function draft(pen, place, box) {
  const x = place.left + box.x * place.scale;
  const y = place.top + box.y * place.scale;
  pen.save();
  pen.fillStyle = 'rgb(255 255 255 / 12%)';
  pen.strokeStyle = '#fff';
  pen.lineWidth = 2;
  pen.setLineDash([6, 4]);
  pen.beginPath();
  pen.rect(x, y, box.width * place.scale, box.height * place.scale);
  pen.fill();
  pen.stroke();
  pen.restore();
}

/** Scores as colours, from nothing over violet and orange to yellow. */
function heat(value) {
  const stops = [[0, 40, 20, 90, 0], [0.15, 70, 15, 110, 60], [0.4, 190, 55, 85, 130], [0.7, 250, 145, 30, 175],
    [1, 252, 240, 130, 215]];
  let i = 1;
  while (i < stops.length - 1 && value > stops[i][0]) {
    i++;
  }
  const [a, b] = [stops[i - 1], stops[i]];
  const t = clamp((value - a[0]) / (b[0] - a[0]), 0, 1);
  return [1, 2, 3, 4].map(k => a[k] + t * (b[k] - a[k]));
}

/** A small canvas with a pixel for each score. */
export function heatMap(search) {
  const bytes = Uint8Array.from(atob(search.scores), letter => letter.charCodeAt(0));
  const canvas = document.createElement('canvas');
  canvas.width = search.columns;
  canvas.height = search.rows;
  const pen = canvas.getContext('2d');
  const pixels = pen.createImageData(search.columns, search.rows);
  bytes.forEach((value, i) => pixels.data.set(heat(value / 255), 4 * i));
  pen.putImageData(pixels, 0, 0);
  return canvas;
}

/** The searched part of the picture under its score map. */
export function searchView(canvas, model, target, search, map) {
  const {pen, width, height} = sharp(canvas);
  pen.fillStyle = '#05070a';
  pen.fillRect(0, 0, width, height);
  if (!model.shown || !search) {
    return;
  }
  const {region} = search;
  const scale = Math.min(width / region.width, height / region.height);
  const place = {scale, left: -region.x * scale, top: -region.y * scale};
  const {width: fw, height: fh} = model.state;
  pen.drawImage(model.shown.image, place.left, place.top, fw * scale, fh * scale);
  pen.imageSmoothingEnabled = true;
  pen.drawImage(map, 0, 0, region.width * scale, region.height * scale);
  const box = target.at(model.shown.frame)?.box;
  if (box) {
    pen.strokeStyle = target.colour;
    pen.lineWidth = 2;
    pen.strokeRect(place.left + box.x * scale, place.top + box.y * scale, box.width * scale, box.height * scale);
  }
}

/** The confidence of the last frames. */
export function curve(canvas, target, frame, count = 150) {
  const {pen, width, height} = sharp(canvas, 64);
  const style = getComputedStyle(document.documentElement);
  pen.clearRect(0, 0, width, height);
  pen.strokeStyle = style.getPropertyValue('--line');
  pen.lineWidth = 1;
  for (const level of [0, 0.5, 1]) {
    const y = Math.round(4 + (1 - level) * (height - 8)) + 0.5;
    pen.beginPath();
    pen.moveTo(0, y);
    pen.lineTo(width, y);
    pen.stroke();
  }
  pen.strokeStyle = style.getPropertyValue('--text');
  pen.lineWidth = 1.8;
  pen.lineJoin = 'round';
  pen.beginPath();
  let open = false;
  for (let i = 0; i < count; i++) {
    const point = target.at(frame - count + 1 + i);
    if (!point) {
      open = false;
      continue;
    }
    const x = (i / (count - 1)) * width;
    const y = 4 + (1 - point.confidence) * (height - 8);
    if (open) {
      pen.lineTo(x, y);
    } else {
      pen.moveTo(x, y);
    }
    open = true;
  }
  pen.stroke();
}
