/* A bar that moves: asks once a second how far the work is, and opens the page anew when it has ended. */
const place = document.querySelector("[data-progress]");
const bar = place.querySelector("progress");
const sentence = place.querySelector("[data-sentence]");
async function look() {
  try {
    const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
    const job = await answer.json();
    if (job.state !== "running") { location.reload(); return; }
    if (job.percent) bar.value = job.percent;
    if (job.sentence) sentence.textContent = job.sentence;
  } catch { /* The line broke for a moment; the next look may get through. */ }
  setTimeout(look, 1000);
}
setTimeout(look, 1000);
