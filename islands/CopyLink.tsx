/** A link to hand on, with a button that copies it. Without a script the link is there to be selected. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../components/Button.tsx";
import { CopyField } from "../components/CopyField.tsx";
import { Check, Copy } from "../components/icons.ts";

export interface CopyLinkProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly copy: string;
  readonly copied: string;
}

const COPIED_MILLISECONDS = 2500;

export default function CopyLink({ id, label, value, copy, copied }: CopyLinkProps): JSX.Element {
  const isCopied = useSignal(false);
  useEffect(() => {
    if (!isCopied.value) return;
    const timer = setTimeout(() => isCopied.value = false, COPIED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isCopied.value]);

  async function copyLink(event: Event): Promise<void> {
    const field = event.currentTarget instanceof Element
      ? event.currentTarget.closest(".copy")?.querySelector("input")
      : null;
    field?.select();
    try {
      await navigator.clipboard.writeText(value);
      isCopied.value = true;
    } catch {
      // Forbidden, or a plain http page: the link stands there selected, to be copied by hand.
    }
  }

  return (
    <CopyField id={id} label={label} value={value}>
      <Button icon={isCopied.value ? Check : Copy} onClick={copyLink} aria-live="polite">
        {isCopied.value ? copied : copy}
      </Button>
    </CopyField>
  );
}
