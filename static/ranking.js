/* A ranking by tapping in order, with buttons to move an entry. The lists of places underneath hold the answer; without this script they are used themselves. */
(() => {
  const form = document.querySelector("form[data-survey]");
  const words = JSON.parse(form.dataset.words);
  const fill = (pattern, option, place) => pattern.replace("{option}", option).replace("{n}", place);

  const build = (list) => {
    const hint = list.previousElementSibling;
    if (hint) hint.textContent = words.tap;
    const rows = [...list.children].map((row) => {
      const select = row.querySelector("select");
      const label = row.querySelector("label").textContent;
      const [main, up, down] = ["main", "up", "down"].map((kind) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = `rank-${kind}`;
        return button;
      });
      up.textContent = "↑";
      down.textContent = "↓";
      main.innerHTML = "<b></b><span></span>";
      main.lastChild.textContent = label;
      select.hidden = true;
      row.querySelector("label").hidden = true;
      row.append(main, up, down);
      return { row, select, label, main, up, down };
    });
    const placed = () => rows.filter((each) => each.select.value).sort((one, other) => one.select.value - other.select.value);

    const draw = () => {
      const order = placed();
      rows.forEach((each) => {
        const place = order.indexOf(each) + 1;
        each.main.firstChild.textContent = place || "";
        each.main.setAttribute("aria-pressed", String(place > 0));
        each.main.setAttribute("aria-label", place ? fill(words.drop, each.label, place) : fill(words.put, each.label, ""));
        each.up.hidden = place < 2;
        each.down.hidden = !place || place === order.length;
        each.up.setAttribute("aria-label", fill(words.up, each.label, ""));
        each.down.setAttribute("aria-label", fill(words.down, each.label, ""));
      });
      const focused = document.activeElement;
      list.append(...order.map((each) => each.row), ...rows.filter((each) => !order.includes(each)).map((each) => each.row));
      if (list.contains(focused)) (focused.hidden ? focused.parentElement.querySelector("button") : focused).focus();
    };
    const place = (order) => {
      rows.forEach((each) => { const at = order.indexOf(each); each.select.value = at < 0 ? "" : String(at + 1); });
      rows[0].select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const move = (each, by) => {
      const order = placed();
      const at = order.indexOf(each);
      [order[at], order[at + by]] = [order[at + by], order[at]];
      place(order);
    };
    rows.forEach((each) => {
      each.main.addEventListener("click", () => {
        const order = placed();
        place(order.includes(each) ? order.filter((other) => other !== each) : [...order, each]);
      });
      each.up.addEventListener("click", () => { move(each, -1); });
      each.down.addEventListener("click", () => { move(each, 1); });
    });
    list.classList.add("tapped");
    form.addEventListener("change", draw);
    draw();
  };
  form.querySelectorAll("[data-ranking]").forEach(build);
})();
