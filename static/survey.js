/* The thin line at the top: how many questions have an answer. */
const line = document.querySelector("progress[data-answered]");
const items = [...document.querySelectorAll("fieldset[data-item]")];
const draw = () => {
  line.value = items.length ? (100 * items.filter((item) => item.querySelector(":checked")).length) / items.length : 0;
};
document.addEventListener("change", draw);
window.addEventListener("pageshow", draw);
