/* A mark in the text and its box are one; selected words go to the words to mask. Everything works without this. */
const written = document.querySelector("[data-written]");
const more = document.querySelector("textarea[name=more]");
const bySelecting = document.querySelector("[data-by-selecting]");
const boxOf = (mark) => document.querySelector(`input[name=mask][value="${mark.dataset.mask}"]`);
const draw = () => {
  for (const mark of written.querySelectorAll("mark")) mark.classList.toggle("on", boxOf(mark).checked);
};
written.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (!mark || String(getSelection())) return;
  boxOf(mark).checked = !boxOf(mark).checked;
  draw();
});
bySelecting.hidden = false;
bySelecting.querySelector("button").addEventListener("click", () => {
  const chosen = String(getSelection()).trim();
  if (!chosen || !written.contains(getSelection().anchorNode)) return;
  more.value = [...more.value.split("\n").filter(Boolean), ...chosen.split("\n")].join("\n");
});
document.addEventListener("change", draw);
window.addEventListener("pageshow", draw);
