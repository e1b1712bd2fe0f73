/** How the overlay of the app's failures looks. It takes the page's colours. */
export default `
  dialog {
    box-sizing: border-box;
    width: min(900px, calc(100vw - 32px));
    max-height: calc(100vh - 64px);
    padding: 0 24px 16px;
    border: 1px solid var(--wa-color-surface-border);
    border-block-start: 4px solid var(--wa-color-danger-fill-loud);
    border-radius: var(--wa-border-radius-l);
    background: var(--wa-color-surface-raised);
    color: var(--wa-color-text-normal);
    font: var(--wa-font-size-m) / 1.5 var(--wa-font-family-body);
    box-shadow: var(--wa-shadow-l);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  header {
    display: flex;
    align-items: center;
    gap: 16px;
    padding-block: 12px;
    font-size: var(--wa-font-size-s);
  }
  .count {
    padding: 2px 10px;
    border-radius: 99px;
    background: var(--wa-color-danger-fill-quiet);
    color: var(--wa-color-danger-on-quiet);
    font-weight: 600;
  }
  nav {
    display: flex;
    align-items: center;
    gap: 6px;
    font-variant-numeric: tabular-nums;
  }
  button {
    min-width: 28px;
    height: 30px;
    padding: 0 8px;
    border: 1px solid var(--wa-color-neutral-border-normal);
    border-radius: var(--wa-border-radius-m);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:hover:enabled {
    background: var(--wa-color-neutral-fill-quiet);
  }
  button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  :focus-visible {
    outline: var(--wa-focus-ring);
    outline-offset: 1px;
  }
  .dismiss {
    margin-inline-start: auto;
    padding-inline: 14px;
    font-weight: 500;
  }
  h2 {
    margin: 4px 0 0;
    color: var(--wa-color-danger-on-quiet);
    font: 600 20px / 1.3 var(--wa-font-family-code);
    overflow-wrap: anywhere;
  }
  h2 small {
    color: var(--wa-color-text-quiet);
    font: 400 var(--wa-font-size-s) var(--wa-font-family-body);
  }
  p {
    flex: none;
    max-height: 30vh;
    margin: 4px 0 16px;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  pre {
    flex: 0 1 auto;
    min-height: 60px;
    margin: 0;
    padding: 12px 16px;
    overflow: auto;
    border-radius: var(--wa-border-radius-m);
    background: var(--wa-color-surface-lowered);
    font: 13px / 1.55 var(--wa-font-family-code);
    tab-size: 4;
  }
  footer {
    padding-block-start: 12px;
    color: var(--wa-color-text-quiet);
    font-size: var(--wa-font-size-s);
  }
  kbd {
    padding: 1px 5px;
    border: 1px solid var(--wa-color-neutral-border-normal);
    border-radius: 4px;
    font: 12px var(--wa-font-family-code);
  }
  .again {
    position: fixed;
    inset-block-end: 16px;
    inset-inline-start: 16px;
    z-index: 1000;
    border: 0;
    border-radius: 99px;
    background: var(--wa-color-danger-fill-loud);
    color: var(--wa-color-danger-on-loud);
    font: 600 13px var(--wa-font-family-body);
    box-shadow: var(--wa-shadow-m);
  }
  .again:hover:enabled {
    background: var(--wa-color-danger-fill-loud);
    filter: brightness(1.08);
  }
`;
