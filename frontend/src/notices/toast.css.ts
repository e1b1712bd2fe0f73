/** How toasts look. They take the page's colours. */
export default `
  [role="status"] {
    position: fixed;
    inset: auto 16px 16px;
    z-index: 1000;
    display: grid;
    gap: 8px;
    justify-items: center;
    pointer-events: none;
  }
  .toast {
    display: flex;
    align-items: center;
    gap: 8px;
    max-width: min(480px, 100%);
    box-sizing: border-box;
    padding: 8px 8px 8px 14px;
    border: 1px solid var(--wa-color-surface-border);
    border-inline-start: 4px solid var(--wa-color-danger-fill-loud);
    border-radius: var(--wa-border-radius-m);
    background: var(--wa-color-surface-raised);
    color: var(--wa-color-text-normal);
    font-size: var(--wa-font-size-s);
    overflow-wrap: anywhere;
    white-space: pre-line;
    box-shadow: var(--wa-shadow-l);
    pointer-events: auto;
  }
  button {
    flex: none;
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    border-radius: var(--wa-border-radius-s);
    background: none;
    color: var(--wa-color-text-quiet);
    font: 20px / 1 var(--wa-font-family-body);
    cursor: pointer;
  }
  button:hover {
    background: var(--wa-color-neutral-fill-quiet);
  }
  button:focus-visible {
    outline: var(--wa-focus-ring);
  }
  @media (prefers-reduced-motion: no-preference) {
    .toast {
      animation: come 0.2s ease-out;
    }
  }
  @keyframes come {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
`;
