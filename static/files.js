/* Tiles of what was picked: picks add up, each can be taken off, and what is too large says so before anything is sent. */
(() => {
  document.querySelectorAll("[data-files]").forEach((place) => {
    const [input, ...others] = place.querySelectorAll("input[type=file]");
    const tiles = place.querySelector("[data-tiles]");
    const words = place.dataset;
    let kept = [];
    const text = (content, style) => {
      const made = document.createElement("span");
      made.className = style;
      made.textContent = content;
      return made;
    };
    const draw = () => {
      const data = new DataTransfer();
      kept.forEach((file) => data.items.add(file));
      input.files = data.files;
      let sum = 0;
      tiles.replaceChildren(...kept.map((file) => {
        const tile = document.createElement("li");
        sum += file.size;
        if (file.size > Number(words.bytes)) tile.append(text(words.tooLarge, "file error"));
        else if (sum > Number(words.total)) tile.append(text(words.tooMany, "file error"));
        else if (file.type.startsWith("image/")) {
          const image = document.createElement("img");
          image.alt = file.name;
          image.src = URL.createObjectURL(file);
          image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
          tile.append(image);
        } else if (/^(audio|video)/.test(file.type)) {
          const about = text(file.name, "file");
          about.append(text(words.voice, "quiet small"));
          tile.append(about);
        } else tile.append(text(file.name, "file"));
        const off = document.createElement("button");
        off.type = "button"; off.className = "plain small"; off.textContent = words.remove;
        off.setAttribute("aria-label", `${words.remove} ${file.name}`);
        off.addEventListener("click", () => { kept = kept.filter((each) => each !== file); draw(); });
        tile.append(off);
        return tile;
      }));
    };
    const add = (files) => {
      kept = [...kept, ...files].slice(0, Number(words.most));
      try { draw(); } catch { kept = []; }
    };
    input.addEventListener("change", () => add(input.files));
    others.forEach((other) => other.addEventListener("change", () => { add(other.files); if (kept.length) other.value = ""; }));
  });
})();
