function (host, setting) {
  // The rules of deepq.env.CartPole and deepq.env.Breakout, state by state; a test holds them together.
  const cartPole = {
    start: random => [0, 0, 0, 0].map(() => -0.05 + 0.1 * random()),
    step(state, action) {
      const [x, velocity, angle, turning] = state, cos = Math.cos(angle), sin = Math.sin(angle);
      const push = ((action === 1 ? 10 : -10) + 0.05 * (turning * turning) * sin) / 1.1;
      const bending = (9.8 * sin - cos * push) / (0.5 * (4 / 3 - 0.1 * (cos * cos) / 1.1));
      state[0] = x + 0.02 * velocity;
      state[1] = velocity + 0.02 * (push - 0.05 * bending * cos / 1.1);
      state[2] = angle + 0.02 * turning;
      state[3] = turning + 0.02 * bending;
      return 1;
    },
    over: state => Math.abs(state[0]) > 2.4 || Math.abs(state[2]) > 12 * 2 * Math.PI / 360
  };
  // Row and column of the ball, its direction down and to the right, column of the paddle, then 30 bricks.
  const breakout = {
    start(random) {
      const any = n => Math.floor(n * random());
      return [5 + any(4), any(10), -1, 2 * any(2) - 1, 4].concat(Array(30).fill(1));
    },
    step(state, action) {
      state[4] = Math.min(Math.max(state[4] + action - 1, 0), 8);
      let row = state[0] + state[2], column = state[1] + state[3], reward = 0;
      const removesBrick = () => {
        const brick = 5 + 10 * (row - 2) + column, stands = row >= 2 && row <= 4 && state[brick] === 1;
        if (stands) state[brick] = 0;
        return stands;
      };
      if (column < 0 || column > 9) {
        column = state[1];
        state[3] = -state[3];
      }
      if (row < 0) {
        row = state[0];
        state[2] = 1;
      }
      if (removesBrick()) {
        reward++;
        row = state[0];
        state[2] = -state[2];
        if (removesBrick()) {
          reward++;
          column = state[1];
          state[3] = -state[3];
        }
      }
      const half = column - state[4];
      if (row === 9 && (half === 0 || half === 1)) {
        row = state[0];
        state[2] = -1;
        state[3] = 2 * half - 1;
        if (state.indexOf(1, 5) < 0) state.fill(1, 5);
      }
      state[0] = row;
      state[1] = column;
      return reward;
    },
    over: state => state[0] === 9,
    // What the agent sees: the brightness of each cell, what is drawn last in front.
    see(state) {
      const light = (red, green, blue, pixels) => (0.299 * red + 0.587 * green + 0.114 * blue) * pixels / 16320;
      const seen = Array(100).fill(0), bricks = [light(224, 90, 74, 49), light(232, 154, 60, 49), light(79, 176, 109, 49)];
      for (let brick = 0; brick < 30; brick++) if (state[5 + brick] === 1) seen[20 + brick] = bricks[Math.floor(brick / 10)];
      seen[90 + state[4]] = seen[91 + state[4]] = light(106, 180, 240, 38);
      seen[10 * state[0] + state[1]] = light(255, 255, 255, 52);
      return seen;
    }
  };
  const activations = {
    identity: z => z, relu: z => Math.max(0, z), tanh: Math.tanh, sigmoid: z => 1 / (1 + Math.exp(-z)),
    softplus: z => Math.log1p(Math.exp(z)), softsign: z => z / (1 + Math.abs(z)), elu: z => z > 0 ? z : Math.expm1(z),
    leakyrelu: z => z > 0 ? z : 0.01 * z, hardtanh: z => Math.max(-1, Math.min(1, z)), swish: z => z / (1 + Math.exp(-z)),
    selu: z => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z))
  };
  // Of each layer the weights of unit 0, of unit 1, ...
  function qValues({ layers, scale }, observation) {
    return layers.reduce((x, { weights, biases, activation }) => Array.from(biases, (bias, unit) =>
      activations[activation](x.reduce((sum, value, i) => sum + value * weights[unit * x.length + i], bias))),
    observation.map((value, i) => value * (scale.length ? scale[i] : 1)));
  }
  const greedy = (network, seen) => {
    const q = qValues(network, seen);
    return q.indexOf(Math.max(...q));
  };
  // Radians a second, and steps until there may be another.
  const knocking = { strength: 0.8, recharge: 250 };
  if (!host) return { cartPole, breakout, qValues, activations, knocking };
  if (!document.createElement("canvas").getContext) return;

  const agent = setting.network, isPole = setting.game === "CartPole", game = isPole ? cartPole : breakout;
  // The agent's pole has no time limit.
  const most = isPole ? agent ? Infinity : 500 : 2000, knockable = agent && isPole;
  const count = (number, word) => number + " " + word + (number === 1 ? "" : "s");
  const make = (tag, parent, attributes, text) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    if (text) element.textContent = text;
    return parent.appendChild(element);
  };
  const control = "font:15px sans-serif;color:inherit;background:transparent;border:1px solid;border-radius:4px;min-height:44px;padding:0 12px;cursor:pointer;touch-action:manipulation;";
  const width = 600, height = isPole ? 300 : 600, shown = isPole ? 600 : 400;
  const help = !agent
    ? isPole
      ? "Keep the pole up. In each step the cart is pushed to the side that you pressed last: with the arrow keys, with the buttons below, or by a tap on the left or the right half of the picture. It ends after 500 steps."
      : "Move the paddle with the arrow keys, with the buttons below, or with a finger on the left or the right half of the picture. The left half of the paddle sends the ball to the left, the right half to the right."
    : isPole
      ? "The agent balances the pole, without a time limit. Knock against it: with the arrow keys, with the buttons below, or by a tap on the left or the right half of the picture. After each knock the next one recharges for five seconds."
      : "The agent moves the paddle. You only watch.";
  const box = make("div", host, { class: "deepq-game", role: "group", "aria-label": setting.title, "data-lm-suppress-shortcuts": "true", style: "max-width:" + shown + "px;font:14px/1.4 sans-serif" });
  make("div", box, { style: "font-weight:bold;font-size:16px;padding:6px 2px 2px" }, setting.title);
  make("div", box, { style: "padding:0 2px 6px" }, help);
  const board = make("div", box, { style: "display:flex;flex-wrap:wrap;gap:2px 18px;padding:2px;font-size:16px;font-variant-numeric:tabular-nums" });
  const score = make("span", board, {}), best = make("span", board, {});
  for (const [name, value] of Object.entries(setting.others)) make("span", board, {}, name + ": " + value);
  const field = make("div", box, { tabindex: 0, role: "application", "aria-label": setting.title + (agent && !isPole ? "" : ", to be played with the left and the right arrow key"), style: "position:relative;outline-offset:2px;touch-action:none;user-select:none;cursor:pointer" });
  const canvas = make("canvas", field, { class: isPole ? "deepq-paper" : "", role: "img", "aria-label": setting.alt, style: "width:100%;display:block;border:1px solid #8888;box-sizing:border-box" });
  const message = make("div", field, { "aria-live": "polite", style: "position:absolute;left:50%;top:" + (isPole ? 8 : 56) + "%;transform:translateX(-50%);width:86%;max-width:420px;box-sizing:border-box;text-align:center;padding:8px 12px;border-radius:6px;background:rgba(20,26,43,.88);color:#fff;font-size:15px" });
  const charge = knockable && make("div", make("div", box, { role: "progressbar", "aria-label": "Next knock", "aria-valuemin": 0, "aria-valuemax": 100, style: "height:10px;margin-top:6px;border:1px solid;border-radius:5px;overflow:hidden" }), { style: "height:100%;width:100%;background:#E69F00" });
  const bar = make("div", box, { style: "display:flex;flex-wrap:wrap;gap:8px;align-items:center;padding:8px 0" });
  const arrow = "<svg width='22' height='16' viewBox='0 0 22 16' aria-hidden='true' style='vertical-align:middle'><path fill='currentColor' d='";
  const what = agent ? "Knock the pole" : isPole ? "Push" : "Move";
  const left = make("button", bar, { type: "button", "aria-label": what + " to the left", style: control + "flex:1 1 60px" });
  left.innerHTML = arrow + "M1 8l9-7v4h11v6H10v4z'/></svg>";
  const right = make("button", bar, { type: "button", "aria-label": what + " to the right", style: control + "flex:1 1 60px" });
  right.innerHTML = arrow + "M21 8l-9-7v4H1v6h11v4z'/></svg>";
  if (agent && !isPole) left.hidden = right.hidden = true, left.style.display = right.style.display = "none";
  const start = make("button", bar, { type: "button", style: control + "flex:2 1 96px" });
  const speed = make("select", make("label", bar, { style: "white-space:nowrap" }, "Speed "), { "aria-label": "Speed", style: control });
  for (const [name, rate] of isPole ? [["slow", 12.5], ["half", 25], ["real time", 50]] : [["slow", 4], ["normal", 7], ["fast", 12]]) {
    const option = make("option", speed, { value: rate, style: "color:#000;background:#fff" }, name);
    option.selected = rate === (isPole ? agent ? 50 : 25 : 7);
  }

  const calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  // The best score stays for the notebooks that come later, where the page may keep something.
  const key = "deepq-best-" + setting.game + (agent ? "-knocked" : "");
  let record = 0;
  try {
    record = +localStorage.getItem(key) || 0;
  } catch (problem) { /* a page without memory */ }
  let state = game.start(Math.random), before = state.slice(), seen = [], steps = 0, points = 0, knocks = 0, knock = 0, ready = 0;
  let running = false, ended = false, last = 0, clock = 0, side = 1, tapped = 1;
  const held = { 0: false, 2: false };

  function tell(text) {
    message.textContent = text;
    message.style.display = text ? "" : "none";
  }
  function showScore() {
    score.textContent = (agent ? isPole ? "Balanced: " : "The agent: " : "You: ") + count(points, isPole ? "step" : "brick") + (knockable ? ", " + count(knocks, "knock") : "");
    best.textContent = agent && !isPole ? "" : (agent ? "Most knocks: " : "Your best: ") + (record || "none yet");
    if (charge) {
      const share = Math.round(100 * Math.min(1, 1 - (ready - steps) / knocking.recharge));
      charge.style.width = share + "%";
      charge.parentElement.setAttribute("aria-valuenow", share);
      left.style.opacity = right.style.opacity = share < 100 ? 0.45 : 1;
    }
    const label = running ? "Pause" : ended || !steps ? (steps ? "Again" : "Start") : "Go on";
    if (start.textContent !== label) start.textContent = label;
  }
  function fresh() {
    state = game.start(Math.random);
    before = state.slice();
    steps = points = knocks = clock = knock = ready = 0;
    seen = [];
    tapped = 1;
    ended = false;
  }
  function run(on) {
    if (on && ended) fresh();
    running = on;
    if (on) {
      tell("");
      requestAnimationFrame(now => { last = now; frame(now); });
    }
    showScore();
    draw(1);
  }
  function finish() {
    const mine = agent ? knocks : points, isBest = mine > record && !(agent && !isPole);
    ended = true;
    if (isBest) {
      record = mine;
      try {
        localStorage.setItem(key, record);
      } catch (problem) { /* a page without memory */ }
    }
    run(false);
    const how = game.over(state) ? (isPole ? Math.abs(state[0]) > 2.4 ? "The cart left the track" : "The pole fell" : "The ball is lost") : "You reached the time limit";
    tell(how + " after " + count(points, isPole ? "step" : "brick") + (knockable ? " and " + count(knocks, "knock") : "") + "."
      + (isBest ? " Your best so far." : "") + " Press Enter, click or tap to " + (agent ? "start again." : "play again."));
  }
  function advance() {
    before = state.slice();
    let action;
    if (agent) {
      if (isPole) state[3] += knocking.strength * knock;
      knock = 0;
      seen = isPole ? state : (seen.length ? seen.slice(100) : Array(agent.frames - 1).fill(game.see(state)).flat()).concat(game.see(state));
      action = greedy(agent, seen);
    } else if (isPole) {
      action = side;
    } else {
      action = held[0] !== held[2] ? (held[0] ? 0 : 2) : tapped;
      tapped = 1;
    }
    points += game.step(state, action);
    steps++;
    if (game.over(state) || steps >= most) finish();
    else showScore();
  }
  function frame(now) {
    if (!running) return;
    if (!host.isConnected) return run(false);
    clock += Math.min(0.1, (now - last) / 1000) * speed.value;
    last = now;
    while (clock >= 1 && running) {
      clock--;
      advance();
    }
    draw(clock);
    if (running) requestAnimationFrame(frame);
  }

  // share: how much of the way from the state before to this one is gone.
  function draw(share) {
    const sharp = Math.min(2, window.devicePixelRatio || 1) * Math.min(1, shown / width);
    if (canvas.width !== Math.round(width * sharp)) {
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(height * sharp);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    const at = i => calm || ended ? state[i] : before[i] + (state[i] - before[i]) * Math.min(1, share);
    (isPole ? drawPole : drawBreakout)(pen, at);
  }
  function circle(pen, x, y, radius, color) {
    pen.fillStyle = color;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fill();
  }
  function rectangle(pen, x, y, w, h, color) {
    pen.fillStyle = color;
    pen.fillRect(x, y, w, h);
  }
  function drawPole(pen, at) {
    const x = 300 + at(0) * 125, track = 220, axle = track - 7.5, sin = Math.sin(at(2)), cos = Math.cos(at(2));
    rectangle(pen, 0, 0, width, height, "#fff");
    rectangle(pen, 0, track - 0.5, width, 1, "#000");
    rectangle(pen, x - 25, track - 15, 50, 30, "#000");
    pen.strokeStyle = "#CA9865";
    pen.lineWidth = 10;
    pen.beginPath();
    pen.moveTo(x - 5 * sin, axle + 5 * cos);
    pen.lineTo(x + 120 * sin, axle - 120 * cos);
    pen.stroke();
    circle(pen, x, axle, 5, "#8184CB");
    if (!agent && running) {
      // To which side the cart is pushed.
      const way = side ? 1 : -1, tip = x + way * 62;
      pen.fillStyle = "#D55E00";
      pen.beginPath();
      pen.moveTo(tip, track + 34);
      pen.lineTo(tip - way * 18, track + 22);
      pen.lineTo(tip - way * 18, track + 46);
      pen.fill();
      rectangle(pen, Math.min(x, tip - way * 18), track + 29, 44, 10, "#D55E00");
    }
  }
  function drawBreakout(pen, at) {
    const side = 60, joint = 3.6;
    rectangle(pen, 0, 0, width, height, "#131A2B");
    for (let brick = 0; brick < 30; brick++) {
      if (state[5 + brick] !== 1) continue;
      const row = Math.floor(brick / 10), x = brick % 10 * side + joint, y = (2 + row) * side + joint;
      rectangle(pen, x, y, side - 2 * joint, side - 2 * joint, ["#E05A4A", "#E89A3C", "#4FB06D"][row]);
      rectangle(pen, x, y, side - 2 * joint, 8.4, ["#EE8A7C", "#F3BC78", "#84CD9B"][row]);
    }
    const thick = 13.2, from = at(4) * side + joint + thick, to = at(4) * side + 2 * side - joint - thick, middle = 9 * side + joint + thick;
    circle(pen, from, middle, thick, "#6AB4F0");
    circle(pen, to, middle, thick, "#6AB4F0");
    rectangle(pen, from, middle - thick, to - from, 2 * thick, "#6AB4F0");
    circle(pen, (at(1) + 0.5) * side, (at(0) + 0.5) * side, 20.4, "#fff");
  }

  function press(way, repeated) {
    // way: 0 left, 2 right. While the game stands still the first press starts it.
    if (agent) {
      if (!running && !ended) run(true);
      else if (isPole && running && !repeated && steps >= ready) {
        knock = way - 1;
        knocks++;
        ready = steps + knocking.recharge;
        showScore();
      }
      return;
    }
    held[way] = true;
    tapped = way;
    side = way / 2;
    if (!running && !ended) run(true);
  }
  const release = way => { held[way] = false; };
  const ways = { ArrowLeft: 0, ArrowRight: 2 };
  box.addEventListener("keydown", event => {
    // In the classic Notebook keys would start commands.
    event.stopPropagation();
    if (event.target === speed || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.tagName === "BUTTON";
    if (event.key in ways) {
      press(ways[event.key], event.repeat);
      event.preventDefault();
    } else if (!onButton && !event.repeat && (event.key === "Enter" || event.key === " ")) {
      run(!running);
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (running) run(false);
      event.target.blur();
    }
  });
  box.addEventListener("keyup", event => {
    event.stopPropagation();
    if (event.key in ways) release(ways[event.key]);
  });
  for (const [button, way] of [[left, 0], [right, 2]]) {
    button.onpointerdown = event => {
      if (event.button === 0) press(way, false);
    };
    for (const end of ["pointerup", "pointerleave", "pointercancel"]) button.addEventListener(end, () => release(way));
    // Enter and the space bar, and readers of the screen that only click.
    button.onclick = event => {
      if (event.detail === 0) {
        press(way, false);
        release(way);
      }
    };
  }
  field.onpointerdown = event => {
    field.focus({ preventScroll: true });
    if (ended) return run(true);
    const place = field.getBoundingClientRect();
    press(event.clientX < place.left + place.width / 2 ? 0 : 2, false);
    if (event.pointerId !== undefined && field.setPointerCapture) field.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  for (const end of ["pointerup", "pointercancel"]) field.addEventListener(end, () => { release(0); release(2); });
  start.onclick = () => {
    run(!running);
    if (running) field.focus({ preventScroll: true });
  };
  field.onfocus = () => { field.style.outline = "3px solid #0072B2"; };
  field.onblur = () => {
    field.style.outline = "";
    release(0);
    release(2);
  };
  box.addEventListener("focusout", event => {
    // Who goes away does not want to lose meanwhile.
    if (running && !agent && !box.contains(event.relatedTarget)) {
      run(false);
      tell("Paused. Tap or click here to go on.");
    }
  });

  host.firstElementChild.style.display = "none";
  showScore();
  draw(1);
  tell(agent ? "Press Start, or tap here." : "Press Start, or tap here, or click and press an arrow key.");
}
