// A case of the reader's own, answered by the evaluator. What comes from it is made as the rest of the page is: escaped.
(() => {
  const one = (wanted, root = document) => root.querySelector(wanted);
  const all = (wanted, root = document) => [...root.querySelectorAll(wanted)];
  const section = one("#case"), form = one("#facts"), status = one("#evaluator");
  if (!section) return;
  const say = (state, words) => { section.dataset.state = state; status.textContent = words; status.hidden = words === ""; };

  // The module: requests and answers are JSON in its memory. The same beside the page.
  const machine = async (module, corpus) => {
    const { exports } = await WebAssembly.instantiate(module, {});
    const call = (name, text) => {
      const bytes = new TextEncoder().encode(text), at = exports.room(bytes.length);
      new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
      const length = exports[name]();
      return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, exports.at(), length));
    };
    const wrong = call("open", corpus);
    if (wrong) throw new Error(wrong);
    return request => JSON.parse(call("answer", JSON.stringify(request)));
  };
  const corpus = one("#corpus").textContent;
  let module = null, evaluate = null;
  const wake = async () => {
    try {
      if (!module) {
        const coded = atob(one("#module").textContent), bytes = new Uint8Array(coded.length);
        for (let at = 0; at < coded.length; at += 1) bytes[at] = coded.charCodeAt(at);
        const packed = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
        module = await WebAssembly.compile(await new Response(packed).arrayBuffer());
      }
      evaluate = await machine(module, corpus);
      form.hidden = false;
      say("ready", "");
      follow();
    } catch (error) {
      say("failed", "The evaluator does not run in this browser (" + error.message + "). `kzrule eval` answers the same cases.");
    }
  };

  // What is said, as a case file.
  const quoted = JSON.stringify;
  const value = control => control.dataset.type === "text" ? quoted(control.value.trim()) : control.value.trim();
  const said = control => {
    if (control.value === "" || !control.validity.valid) return null;
    if (control.value !== "time") return value(control);
    const fact = control.closest(".fact"), days = [["since", one("[data-since]", fact)], ["through", one("[data-through]", fact)]];
    const given = days.filter(([, day]) => day.value).map(([name, day]) => quoted(name) + ": " + quoted(day.value));
    return given.length ? "{ " + given.join(", ") + " }" : null;
  };
  const members = (controls, name) => controls.map(control => [name(control), said(control)]).filter(([, of]) => of !== null)
    .map(([name, of]) => quoted(name) + ": " + of);
  const written = () => {
    const given = members(all("[data-fact]", form), control => control.dataset.fact);
    for (const list of all("[data-list]", form)) {
      if (one("[data-length]", list).value === "") continue;
      const elements = all(".element", list).map(element => "{ " + members(all("[data-field]", element), control => control.dataset.field).join(", ") + " }");
      given.push(quoted(list.dataset.list) + ": [" + elements.join(", ") + "]");
    }
    const parts = [given.length ? "\"given\": {\n    " + given.join(",\n    ") + "\n  }" : "\"given\": {}"];
    if (form.elements.nothing_else.checked) parts.push("\"nothing_else\": true");
    const step = form.elements.step, became = form.elements.became;
    if (step && step.value) parts.push("\"step\": " + step.value);
    if (step && step.value && became && became.value !== "performed") parts.push("\"became\": " + quoted(became.value));
    return "{\n  " + parts.join(",\n  ") + "\n}\n";
  };
  const questions = JSON.parse(one("#data").textContent).readings;
  const readings = () => all("#chooser input:checked").filter(input => input.value !== "").map(input => {
    const reading = questions.find(reading => String(reading.input) === input.name);
    return reading.name + "=" + reading.choices[+input.value].name;
  });
  const request = () => ({ day: form.elements.day.value, case: written(), readings: readings() });

  // Lines: each stays the same element, so that what is open stays open and the focus where it is.
  const rows = new Map();
  const row = key => {
    if (!rows.has(key)) {
      const line = document.createElement("details"), summary = document.createElement("summary"), body = document.createElement("div");
      line.className = "row";
      body.className = "body";
      line.append(summary, body);
      line.addEventListener("toggle", () => { if (line.open && !line.dataset.full) { told(); later(0); } });
      rows.set(key, { line, summary, body });
    }
    return rows.get(key);
  };
  const put = (element, html) => { if (element.written !== html) { element.innerHTML = html; element.written = html; } };
  const show = (found, again = false) => {
    const { line, summary, body } = row(found.key);
    // What the worker told already stays so while the case is the same.
    if (again && (found.more ? line.dataset.full : !found.settled && line.dataset.settled)) return line;
    line.dataset.key = found.key;
    line.dataset.state = found.state;
    line.dataset.full = found.settled && found.body !== null && !found.more ? "yes" : "";
    line.dataset.more = found.more ? "yes" : "";
    line.dataset.settled = found.settled ? "yes" : "";
    line.dataset.readings = found.by_readings_alone ? "yes" : "";
    put(summary, found.head);
    put(body, found.body || "");
    return line;
  };
  const arrange = (place, lines) => {
    lines.forEach((line, at) => { if (place.children[at] !== line) place.insertBefore(line, place.children[at] || null); });
    while (place.children.length > lines.length) place.lastChild.remove();
  };
  let last = null, lastly = "";
  const told = () => {
    const asked = request();
    one("#written").textContent = asked.case;
    const command = one("#command");
    command.textContent = ["kzrule eval", command.dataset.rules, "--case case.json --on", asked.day, ...asked.readings.map(reading => "--reading " + reading), "--explain"].join(" ");
    asked.told = [...rows.values()].filter(({ line }) => line.open).map(({ line }) => line.dataset.key);
    let found;
    try {
      found = evaluate(asked);
    } catch (error) {
      evaluate = null;
      say("broken", "This case is too much for the page; `kzrule eval` answers it. (" + error.message + ")");
      last = null;
      wake();
      return;
    }
    const same = lastly === JSON.stringify([asked.day, asked.case, asked.readings]);
    if (!same || !last) last = asked;
    lastly = JSON.stringify([asked.day, asked.case, asked.readings]);
    if (found.mistakes) { say("mistaken", found.mistakes.join(" ")); last = null; for (const group of all("[data-group]", section)) group.hidden = true; return; }
    say("ready", "");
    put(one("#told"), found.case);
    for (const { name, rows: lines } of found.groups) {
      const group = one("[data-group=" + name + "]", section), place = one(".rows", group);
      group.hidden = lines.length === 0;
      const shown = lines.map(line => show(line, same));
      const shut = one(".shut", group), closed = shut ? shown.filter(line => line.dataset.state === "no") : [];
      if (shut) {
        shut.hidden = closed.length === 0;
        one("summary", shut).textContent = closed.length === 1 ? "One step is not open" : closed.length + " steps are not open";
        arrange(one(".rows", shut), closed);
      }
      arrange(place, shown.filter(line => !closed.includes(line)));
    }
    const untold = one("#untold");
    untold.hidden = found.untold === "";
    untold.textContent = "No rule says anything here of " + found.untold + ".";
  };

  // What hangs on readings is divided by them beside the page, when nothing is moved for a while.
  let helper = null, alone = false, busy = null, waiting = 0;
  const source = () => "const machine = " + machine + ";\nlet evaluate = null;\n" +
    "onmessage = async ({ data }) => { try { if (data.module) evaluate = machine(data.module, data.corpus);" +
    " else postMessage({ number: data.number, row: (await evaluate)(data.request) }); } catch (error) { postMessage({ number: data.number, row: null }); } };";
  const answered = found => {
    const { asked, key } = busy;
    busy = null;
    if (asked !== last) return;
    if (found) show(found);
    else row(key).line.dataset.full = "yes";
    divide();
  };
  const help = () => {
    if (!helper) {
      helper = new Worker(URL.createObjectURL(new Blob([source()], { type: "text/javascript" })));
      helper.onmessage = ({ data }) => {
        if (!busy || data.number !== busy.number) return;
        answered(data.row);
      };
      helper.onerror = event => { event.preventDefault(); alone = true; busy = null; divide(); };
      helper.postMessage({ module, corpus });
    }
    return helper;
  };
  let number = 0;
  const divide = () => {
    if (!last || busy) return;
    const next = [...rows.values()].map(({ line }) => line)
      .find(line => line.isConnected && !line.dataset.full && (line.dataset.settled ? line.open && line.dataset.more : line.open || line.dataset.readings));
    section.dataset.working = next ? "yes" : "";
    if (!next) return;
    number += 1;
    busy = { number, asked: last, key: next.dataset.key };
    const asked = { ...last, ask: next.dataset.key };
    try {
      if (!alone) { help().postMessage({ number, request: asked }); return; }
    } catch {
      alone = true;
    }
    // A browser without workers for pages of the disk.
    setTimeout(() => { if (busy && busy.asked === last) answered(evaluate(asked)); else { busy = null; divide(); } });
  };
  const later = wait => {
    clearTimeout(waiting);
    section.dataset.working = "yes";
    // A question that is being divided for another case is not waited for.
    if (busy && busy.asked !== last && helper) { helper.terminate(); helper = null; busy = null; }
    waiting = setTimeout(divide, wait);
  };
  const follow = () => { if (evaluate && form.elements.day.validity.valid) { told(); later(250); } };

  // The day.
  const field = form.elements.day, slider = form.elements.slider, length = 86400000;
  const count = day => Math.round(Date.parse(day + "T00:00:00Z") / length);
  const named = number => new Date(number * length).toISOString().slice(0, 10);
  slider.min = count(slider.dataset.first || field.value) - 200;
  slider.max = count(slider.dataset.last || field.value) + 200;
  const mark = () => {
    slider.value = count(field.value);
    for (const button of all("[data-day]", form)) button.setAttribute("aria-pressed", button.dataset.day === field.value);
  };
  slider.addEventListener("input", event => { event.stopPropagation(); field.value = named(+slider.value); mark(); follow(); });
  for (const button of all("[data-day]", form)) button.addEventListener("click", () => { field.value = button.dataset.day; mark(); follow(); });
  mark();

  // The facts.
  const lengthen = (list, to) => {
    const template = one("template", list);
    let elements = all(".element", list);
    for (; elements.length > to; elements.pop()) elements.at(-1).remove();
    for (let at = elements.length; at < to; at += 1) {
      const element = template.content.cloneNode(true);
      one("legend", element).textContent = String(at + 1);
      list.append(element);
    }
  };
  const adjust = control => {
    if (control.dataset.length !== undefined) lengthen(control.closest("[data-list]"), +control.value);
    if (control.dataset.type === "time") one(".time", control.closest(".fact")).hidden = control.value !== "time";
  };
  const fill = (control, of) => {
    if (of !== null && typeof of === "object") {
      control.value = "time";
      one("[data-since]", control.closest(".fact")).value = of.since || "";
      one("[data-through]", control.closest(".fact")).value = of.through || "";
    } else control.value = String(of);
    adjust(control);
  };
  let filling = false;
  const begin = example => {
    filling = true;
    form.reset();
    filling = false;
    all("[data-list]", form).forEach(list => lengthen(list, 0));
    for (const control of all("[data-fact]", form)) if (Object.hasOwn(example.given, control.dataset.fact)) fill(control, example.given[control.dataset.fact]); else adjust(control);
    for (const list of all("[data-list]", form)) {
      const elements = Object.hasOwn(example.given, list.dataset.list) ? example.given[list.dataset.list] : null;
      if (!elements) continue;
      fill(one("[data-length]", list), elements.length);
      all(".element", list).forEach((element, at) => { for (const control of all("[data-field]", element)) if (Object.hasOwn(elements[at], control.dataset.field)) fill(control, elements[at][control.dataset.field]); });
    }
    form.elements.nothing_else.checked = example.nothing_else;
    if (form.elements.step) form.elements.step.value = example.step || "";
    if (form.elements.became && example.became) form.elements.became.value = example.became;
    field.value = example.day;
    mark();
  };
  form.addEventListener("input", event => {
    const control = event.target;
    if (control.name === "example") {
      const chosen = control.selectedIndex;
      if (control.value) begin(JSON.parse(control.value));
      control.selectedIndex = chosen;
    } else if (control === field) mark();
    else adjust(control);
    follow();
  });
  form.addEventListener("reset", () => filling || setTimeout(() => {
    all("[data-list]", form).forEach(list => lengthen(list, 0));
    all("[data-fact]", form).forEach(adjust);
    mark();
    follow();
  }));
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("chosen", follow);

  // The evaluator is woken when its section is near: the page is there before.
  if (typeof WebAssembly === "undefined") { say("failed", "The evaluator needs WebAssembly, which this browser does not run. `kzrule eval` answers the same cases."); return; }
  say("sleeping", "The evaluator begins.");
  const near = new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) { near.disconnect(); wake(); } }, { rootMargin: "400px" });
  near.observe(section);
})();
