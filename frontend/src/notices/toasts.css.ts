/** How toasts look. They take the page's colours. */
export default `
  .stack {
    --inset: 16px;
    position: fixed;
    inset: var(--inset);
    z-index: 1000;
    display: flex;
    flex-direction: column;
    gap: 10px;
    align-items: flex-end;
    justify-content: flex-end;
    pointer-events: none;
  }
  .stack[data-edge="bottom"] {
    inset-block-end: calc(var(--inset) + var(--lanai-status-room, 0px));
  }
  /* The latest is always nearest to its edge. */
  .stack[data-edge="top"] {
    flex-direction: column-reverse;
  }
  .stack[data-edge="center"] {
    justify-content: center;
  }
  .stack[data-side="left"] {
    align-items: flex-start;
  }
  .stack[data-side="center"] {
    align-items: center;
  }
  [aria-live] {
    display: contents;
  }
  .toast {
    --tone: var(--wa-color-neutral-fill-loud);
    flex: none;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 10px;
    align-items: start;
    width: 340px;
    max-width: 100%;
    box-sizing: border-box;
    padding: 12px 8px 12px 14px;
    border: 1px solid color-mix(in oklab, var(--tone) 28%, var(--wa-color-surface-border));
    border-radius: var(--wa-border-radius-l);
    background: color-mix(in oklab, var(--tone) 7%, var(--wa-color-surface-raised));
    color: var(--wa-color-text-normal);
    font-family: var(--wa-font-family-body);
    font-size: var(--wa-font-size-m);
    line-height: 20px;
    box-shadow: var(--wa-shadow-l);
    pointer-events: auto;
  }
  .toast[data-type="info"] {
    --tone: var(--wa-color-brand-fill-loud);
  }
  .toast[data-type="success"] {
    --tone: var(--wa-color-success-fill-loud);
  }
  .toast[data-type="warning"] {
    --tone: var(--wa-color-warning-fill-loud);
  }
  .toast[data-type="error"] {
    --tone: var(--wa-color-danger-fill-loud);
  }
  .text {
    max-height: 40vh;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  svg {
    width: 20px;
    height: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon {
    width: 20px;
    height: 20px;
    color: color-mix(in oklab, var(--tone), var(--wa-color-text-normal) 22%);
    text-align: center;
  }
  .drawn {
    background: currentColor;
    mask: var(--drawing) center / contain no-repeat;
  }
  button {
    display: grid;
    place-items: center;
    width: 28px;
    height: 28px;
    margin-block: -4px;
    padding: 0;
    border: 0;
    border-radius: var(--wa-border-radius-m);
    background: none;
    color: var(--wa-color-text-quiet);
    cursor: pointer;
  }
  button svg {
    width: 16px;
    height: 16px;
  }
  button:hover {
    background: var(--wa-color-neutral-fill-quiet);
    color: var(--wa-color-text-normal);
  }
  button:focus-visible {
    outline: var(--wa-focus-ring);
  }
  @media (max-width: 480px) {
    .stack {
      --inset: 12px;
    }
    .toast {
      width: 100%;
    }
  }
  @media (forced-colors: active) {
    .drawn {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .toast {
      animation: come 0.22s cubic-bezier(0.2, 0.8, 0.2, 1);
    }
  }
  @keyframes come {
    from {
      opacity: 0;
      transform: translateY(12px) scale(0.98);
    }
  }
  [data-edge="top"] .toast {
    animation-name: come-down;
  }
  @keyframes come-down {
    from {
      opacity: 0;
      transform: translateY(-12px) scale(0.98);
    }
  }
`;
