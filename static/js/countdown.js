// Counts down until another code can be sent. Without this script the page names the time, and the server says no before it.
for (const button of document.querySelectorAll("button[data-wait]")) {
  const words = button.textContent;
  const end = Date.now() + Number(button.dataset.wait) * 1000;
  const show = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${words} (${left})` : words;
    if (left <= 0) clearInterval(ticking);
  };
  const ticking = setInterval(show, 500);
  show();
}
