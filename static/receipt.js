/* Turns the receipt's picture into a PNG, which every phone's long press can save. */
(() => {
  const picture = document.querySelector("[data-picture]");
  if (!picture) return;
  const source = new Image();
  source.addEventListener("load", () => {
    try {
      const canvas = document.createElement("canvas");
      canvas.width = 1032; canvas.height = 1404;
      canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
      picture.src = canvas.toDataURL("image/png");
    } catch { /* The SVG stays; it can still be photographed. */ }
  });
  source.src = picture.src;
})();
