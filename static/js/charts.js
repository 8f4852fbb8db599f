// Draws the charts of a page with ECharts from the JSON beside them. Texts come translated, colours are the page's tokens.
"use strict";

(() => {
  const root = document.documentElement;
  const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const fontSize = () => parseFloat(getComputedStyle(root).fontSize) * 0.8125;

  const LINES = {
    persons: () => ({ width: 3, color: token("--mark") }),
    calendar: () => ({ width: 2, type: [2, 5], color: token("--soft") }),
    season: () => ({ width: 2, type: [9, 5], color: token("--amber") }),
    goal: () => ({ width: 1.5, color: token("--strong") }),
  };

  function lineOf(series, days) {
    const last = series.values.reduce((found, value, place) => (value === null ? found : place), 0);
    const style = LINES[series.role]();
    return {
      type: "line",
      name: series.name,
      showSymbol: series.role === "persons",
      symbol: (value, params) => (params.dataIndex === last ? "circle" : "none"),
      symbolSize: 9,
      lineStyle: style,
      itemStyle: { color: style.color },
      silent: true,
      z: series.role === "persons" ? 3 : 2,
      data: series.values.map((value, place) => ({
        value: [days[place], value],
        label: {
          show: series.role === "persons" && place === last,
          position: "bottom",
          distance: 12,
          color: token("--strong"),
          fontWeight: 600,
          fontSize: fontSize() * 1.2,
          formatter: () => (value === null ? "" : value.toLocaleString("en-US")),
        },
      })),
    };
  }

  function progress(data, width) {
    const months = data.months.filter((_month, place) => width > 560 || place % 2 === 0);
    const names = new Map(months.map((month) => [month.day, month.name]));
    const text = { color: token("--soft"), fontSize: fontSize(), fontFamily: getComputedStyle(document.body).fontFamily };
    return {
      animation: false,
      grid: { left: 52, right: 14, top: 14, bottom: 30 },
      xAxis: {
        type: "value",
        min: 1,
        max: data.year_days,
        splitLine: { show: false },
        axisLine: { lineStyle: { color: token("--edge") } },
        axisTick: { customValues: data.months.map((month) => month.day) },
        axisLabel: { ...text, customValues: [...names.keys()], formatter: (day) => names.get(day) ?? "", align: "left" },
      },
      yAxis: {
        type: "value",
        axisLabel: { ...text, formatter: (value) => value.toLocaleString("en-US") },
        splitLine: { lineStyle: { color: token("--rule") } },
      },
      series: data.series.map((series) => lineOf(series, data.days)),
    };
  }

  const KINDS = { progress };
  const PAPER = { width: 620, height: 300 };

  function draw(place) {
    const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const chart = window.echarts.init(place, null, { renderer: "canvas" });
    const render = () => {
      chart.resize();
      chart.setOption(KINDS[data.kind](data, place.clientWidth), true);
    };
    render();
    // Paper is narrower than most screens, and a canvas does not follow: it is drawn anew for the width of A4.
    const onPaper = () => {
      chart.resize({ width: PAPER.width, height: PAPER.height });
      chart.setOption(KINDS[data.kind](data, PAPER.width), true);
    };
    window.addEventListener("beforeprint", onPaper);
    window.addEventListener("afterprint", render);
    new ResizeObserver(() => (window.matchMedia("print").matches ? onPaper() : render())).observe(place);
    new MutationObserver(render).observe(root, { attributes: true, attributeFilter: ["data-theme", "data-elder"] });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
  }

  for (const place of document.querySelectorAll("[data-chart]")) {
    draw(place);
  }
})();
