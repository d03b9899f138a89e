/** A named state that changes only by the transitions that are listed for it. */
export class StateMachine<State extends string> {
  readonly state: State;
  readonly #transitions: Readonly<Record<State, readonly State[]>>;

  constructor(initial: State, transitions: Readonly<Record<State, readonly State[]>>) {
    this.state = initial;
    this.#transitions = transitions;
  }

  /** Throws for a transition that is not listed: that is a defect of this package, never of its user. */
  enter(next: State): void {
    if (!this.#transitions[this.state].includes(next))
      throw new Error(`Illegal transition from "${this.state}" to "${next}".`);
    (this as { state: State }).state = next;
  }
}
