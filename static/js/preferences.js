// Large print and colour theme without a reload. Without this script the same links work by themselves.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-preference]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const root = document.documentElement;
  const { preference, value } = link.dataset;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${preference}=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
  if (preference === "elder") {
    root.toggleAttribute("data-elder", value === "1");
  } else if (value === "auto") {
    root.removeAttribute("data-theme");
  } else {
    root.dataset.theme = value;
  }
  for (const each of document.querySelectorAll(`a[data-preference="${preference}"]`)) {
    if (preference === "elder") each.dataset.value = value === "1" ? "0" : "1";
    const isOn = preference === "elder" ? value === "1" : each.dataset.value === value;
    if (isOn) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
});
