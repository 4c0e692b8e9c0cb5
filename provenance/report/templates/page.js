"use strict";
// A convenience only: what is shown here stands further down the page as well, and every link works without it.

// Titles, shown beside what is pointed at or has the focus.
const tip = document.body.appendChild(document.createElement("div"));
Object.assign(tip, { id: "tip", role: "tooltip", hidden: true });
let hiding;

for (const one of document.querySelectorAll("[title], .picture a > title")) {
  const isChild = one.localName === "title";
  const owner = isChild ? one.parentNode : one;
  owner.dataset.tip = isChild ? one.textContent : one.title;
  if (isChild) {
    owner.setAttribute("aria-label", one.textContent);
    one.remove();
  } else {
    one.removeAttribute("title");
  }
}

function showTip(owner, x, y) {
  clearTimeout(hiding);
  const box = owner.getBoundingClientRect();
  tip.textContent = owner.dataset.tip;
  tip.hidden = false;
  const left = (x ?? box.left + box.width / 2) - tip.offsetWidth / 2;
  const below = (y ?? box.bottom) + 14;
  const fits = below + tip.offsetHeight < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, fits ? below : (y ?? box.top) - tip.offsetHeight - 14)}px`;
  if (owner.closest("svg") === null) owner.setAttribute("aria-describedby", "tip");
}

function hideTip() {
  tip.hidden = true;
  document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
}

document.addEventListener("pointerover", (event) => {
  const owner = event.target.closest("[data-tip]");
  if (owner && event.pointerType === "mouse") showTip(owner, event.clientX, event.clientY);
  if (event.target === tip) clearTimeout(hiding);
});
document.addEventListener("pointerout", (event) => {
  if (event.target === tip || event.target.closest("[data-tip]")) hiding = setTimeout(hideTip, 200);
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-tip]:focus-visible")) showTip(event.target);
});
document.addEventListener("focusout", hideTip);
document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());

// The picture: arrow keys go through it in the order of time, and what hangs together stands out.
const picture = document.querySelector(".picture");
const arcs = [...(picture?.querySelectorAll("a[data-ends]") ?? [])];
const points = [...(picture?.querySelectorAll("a[id]") ?? [])];
const endsOf = (arc) => arc.dataset.ends.split(" ");
const items = points.flatMap((point) => [point, ...arcs.filter((arc) => endsOf(arc)[1] === point.id)]);

function light(item) {
  const near = item.dataset.ends ? [item] : arcs.filter((arc) => endsOf(arc).includes(item.id));
  const ends = new Set([item.id, ...near.flatMap(endsOf)]);
  for (const one of items) one.classList.toggle("lit", near.includes(one) || ends.has(one.id));
  picture.classList.add("busy");
}

function reach(item) {
  for (const one of items) one.tabIndex = one === item ? 0 : -1;
}

function step(event) {
  const at = items.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  const next = items[to[event.key]];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

if (items.length) {
  reach(items[0]);
  picture.addEventListener("keydown", step);
  for (const item of items) {
    item.addEventListener("pointerenter", () => light(item));
    item.addEventListener("pointerleave", () => picture.classList.remove("busy"));
    item.addEventListener("focus", () => (reach(item), light(item)));
    item.addEventListener("blur", () => picture.classList.remove("busy"));
  }
}

// A point or an edge opens its texts side by side; Escape closes them and the focus goes back.
const dialog = document.getElementById("shown");
let opener;

function open(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  opener = event.currentTarget;
  const told = document.getElementById(opener.dataset.show ?? opener.getAttribute("href").slice(1));
  const shown = (told.closest("article") ?? told).cloneNode(true);
  for (const one of [shown, ...shown.querySelectorAll("[id]")]) one.removeAttribute("id");
  for (const one of shown.querySelectorAll(":scope > details")) one.open = true;
  dialog.lastElementChild.replaceChildren(shown);
  dialog.setAttribute("aria-label", shown.querySelector("h3").textContent.replace(/\s+/g, " ").trim());
  hideTip();
  dialog.showModal();
  dialog.scrollTop = 0;
}

for (const item of items) item.addEventListener("click", open);
dialog?.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("a[href^='#']")) dialog.close();
});
dialog?.addEventListener("close", () => opener.focus({ preventScroll: true }));
