"use strict";
// Without this script the page says everything; with it, it follows the readings and the day chosen.
(() => {
  const one = (wanted, root = document) => root.querySelector(wanted);
  const all = (wanted, root = document) => [...root.querySelectorAll(wanted)];
  const root = document.documentElement;

  // Readings. A region is alternatives of answers, as report/page/readings.rs writes it.
  const region = written => written === "" ? [] : written === "*" ? [new Map()] : written.split("|").map(cube =>
    new Map(cube.split("&").map(part => { const [reading, places] = part.split("="); return [reading, places.split(",")]; })));
  const chosen = new Map();
  const meets = cubes => cubes.some(cube => [...cube].every(([reading, places]) => !chosen.has(reading) || places.includes(chosen.get(reading))));
  const covers = cubes => cubes.some(cube => [...cube].every(([reading, places]) => chosen.has(reading) && places.includes(chosen.get(reading))));
  const parts = all("[data-on]").map(part => [part, region(part.dataset.on)]);
  const notices = all("[data-chosen]").map(part => [part, region(part.dataset.chosen), region(part.dataset.beside ?? "*")]);
  const beyond = all("[data-beyond]").map(part => [part, region(part.dataset.beyond)]);
  const verdicts = all("[data-proved]").map(part => [part, region(part.dataset.proved), region(part.dataset.refuted)]);
  const choices = all("[data-choice]").map(part => [part, ...part.dataset.choice.split("=")]);
  const follow = () => {
    for (const [part, cubes] of parts) part.hidden = !meets(cubes);
    // What is said of answers chosen holds with certain others alone; what nothing is said of is named.
    for (const [part, cubes, beside] of notices) part.hidden = !covers(cubes) || !meets(beside);
    for (const [part, known] of beyond) part.hidden = meets(known);
    for (const [part, proved, refuted] of verdicts) {
      const state = chosen.size === 0 ? "any" : meets(proved) ? meets(refuted) ? "both" : "proved" : meets(refuted) ? "refuted" : "none";
      part.dataset.state = state;
      for (const child of part.children) child.hidden = !child.classList.contains(state);
    }
    for (const [part, reading, place] of choices) {
      part.classList.toggle("taken", chosen.get(reading) === place);
      part.classList.toggle("not", chosen.has(reading) && chosen.get(reading) !== place);
    }
    law();
    dispatchEvent(new Event("chosen"));
  };
  const chooser = one("#chooser");
  if (chooser) {
    chooser.hidden = false;
    const form = one("form", chooser), told = one("#chosen");
    const read = () => {
      chosen.clear();
      for (const input of all("input:checked", form)) if (input.value !== "") chosen.set(input.name, input.value);
      const names = all("input:checked", form).filter(input => input.value !== "").map(input => one("b", input.parentElement).textContent);
      told.textContent = names.length === 0 ? "all questions left open" : names.length < 4 ? names.join(", ") : names.length + " questions answered";
      chooser.classList.toggle("set", names.length > 0);
      follow();
    };
    form.addEventListener("change", read);
    form.addEventListener("reset", () => setTimeout(read));
    form.addEventListener("submit", event => event.preventDefault());
    addEventListener("keydown", event => { if (event.key === "Escape" && chooser.open) { chooser.open = false; one("summary", chooser).focus(); } });
    addEventListener("click", event => { if (chooser.open && !chooser.contains(event.target)) chooser.open = false; });
  }

  // The law on a day.
  const rules = all("[data-lives]").map(rule => [rule, one(".now", rule), rule.dataset.lives.split(";").map(life => {
    const [on, days] = life.split(":"), [from, until] = days.split("..");
    return { on: region(on), from, until };
  })]);
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
  const day = one("#day"), length = 86400000;
  const number = written => Math.round(Date.parse(written + "T00:00:00Z") / length);
  const written = number => new Date(number * length).toISOString().slice(0, 10);
  function law() {
    if (!day || !day.elements.day.value) return;
    const on = day.elements.day.value, count = { in: 0, out: 0, open: 0 };
    for (const [rule, now, lives] of rules) {
      const states = new Set(lives.filter(life => meets(life.on)).map(life => (!life.from || life.from <= on) && (!life.until || on < life.until)));
      const state = states.size === 2 ? "open" : states.has(true) ? "in" : "out";
      count[state] += 1;
      rule.dataset.now = state;
      now.textContent = { in: "in force", out: "not in force", open: "in force on some readings" }[state];
    }
    const date = new Date(on + "T00:00:00Z");
    const words = WEEKDAYS[date.getUTCDay()] + ", " + date.getUTCDate() + " " + MONTHS[date.getUTCMonth()] + " " + date.getUTCFullYear();
    one("output", day).textContent = words + ": " + count.in + " in force, " + count.out + " not in force" + (count.open ? ", " + count.open + " on some readings" : "");
    for (const button of all("button", day)) button.setAttribute("aria-pressed", button.dataset.day === on);
    day.elements.slider.value = number(on);
  }
  if (day) {
    day.hidden = false;
    const slider = day.elements.slider, field = day.elements.day;
    slider.min = number(day.dataset.first) - 200;
    slider.max = number(day.dataset.last) + 200;
    slider.addEventListener("input", () => { field.value = written(+slider.value); law(); });
    field.addEventListener("input", law);
    for (const button of all("button", day)) button.addEventListener("click", () => { field.value = button.dataset.day; law(); });
    day.addEventListener("submit", event => event.preventDefault());
  }
  follow();

  // Claims are folded until asked for, and all of them open on paper.
  const claims = all(".claim");
  const reveal = () => {
    const to = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const claim = to && to.closest("details");
    if (claim) { claim.open = true; if (to.getBoundingClientRect().top > innerHeight || to.getBoundingClientRect().top < 0) to.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  let folded = [];
  addEventListener("beforeprint", () => { folded = claims.filter(claim => !claim.open); folded.forEach(claim => { claim.open = true; }); });
  addEventListener("afterprint", () => { folded.forEach(claim => { claim.open = false; }); });

  // Contents: where the reader is.
  const entries = all(".toc a"), sections = entries.map(entry => one(entry.hash));
  const here = () => {
    let at = 0;
    sections.forEach((section, place) => { if (section.getBoundingClientRect().top < 140) at = place; });
    entries.forEach((entry, place) => { if (place === at) entry.setAttribute("aria-current", "true"); else entry.removeAttribute("aria-current"); });
  };
  addEventListener("scroll", here, { passive: true });
  // To know the places is to lay out the page: not before it is shown.
  requestAnimationFrame(() => setTimeout(here));

  // Light and dark.
  const theme = one("#theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = () => { theme.textContent = dark() ? "Light" : "Dark"; theme.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours"); };
  theme.hidden = false;
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; name(); });
  name();
  const asked = new URLSearchParams(location.search).get("theme");
  if (asked === "dark" || asked === "light") { root.dataset.theme = asked; name(); }
  root.dataset.ready = "yes";
})();
