"use strict";
(() => {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const themes = ["system", "light", "dark"];
  let current = 0;
  button.hidden = false;
  button.addEventListener("click", () => {
    current = (current + 1) % themes.length;
    if (current === 0) root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", themes[current]);
    button.textContent = "Theme: " + themes[current];
  });

  // Whoever asked for less motion starts with the still; everyone can stop and start.
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const play of document.querySelectorAll(".play")) {
    const plate = play.parentElement;
    const show = (moving) => {
      plate.classList.toggle("playing", moving);
      plate.classList.toggle("paused", !moving);
      play.textContent = moving ? "Pause" : "Play";
    };
    show(!still);
    play.hidden = false;
    play.addEventListener("click", () => show(plate.classList.contains("paused")));
  }

  // Without this script, and on paper, the two pictures stand side by side.
  for (const compare of document.querySelectorAll(".compare")) {
    const label = compare.querySelector(".cut");
    const range = label.querySelector("input");
    const move = () => compare.style.setProperty("--cut", range.value + "%");
    compare.classList.add("live");
    label.hidden = false;
    range.addEventListener("input", move);
    move();
  }

  // Paper shows what is folded on the screen; constants, which fill many pages, only where they were opened.
  const folds = [];
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll(".fold:not([open], .constants)")) {
      fold.open = true;
      folds.push(fold);
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of folds.splice(0)) fold.open = false;
  });

  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    links.set(link.getAttribute("href").slice(1), link);
  }
  const seen = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target.id);
      else seen.delete(entry.target.id);
    }
    let first = true;
    for (const [id, link] of links) {
      if (first && seen.has(id)) {
        link.setAttribute("aria-current", "true");
        first = false;
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-15% 0px -60% 0px" });
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) watcher.observe(section);
  }
})();
