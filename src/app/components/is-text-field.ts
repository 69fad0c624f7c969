const WITHOUT_TEXT = ['radio', 'file', 'checkbox', 'range', 'button', 'submit', 'color'];

/** Whether an event is for a text being typed, which keys and pasted texts then belong to. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement
    ? !WITHOUT_TEXT.includes(target.type)
    : target instanceof HTMLTextAreaElement;
}
