// A live line to one thread. It comes back by itself when it breaks, and hears what it missed.

import { ask, renew, token } from "./session.js";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 15_000;
// From so many attempts on it asks whether the thread is there at all: a browser does not say why a line was refused.
const IN_DOUBT = 2;
// The code of a goodbye to whom the token has run out.
const UNAUTHENTICATED = 4401;

export class Line {
  #thread;
  #heard;
  #stands;
  #socket = null;
  #connection = null;
  #last = null;
  #attempts = 0;
  #timer = 0;
  #is_over = false;
  #opened;
  // Kept when the line works for the first time.
  ready = new Promise((resolve) => (this.#opened = resolve));

  // `heard` is told each event once, `stands` how the line is: `open`, `resumed`, `again`, `lost` or `gone`.
  constructor(thread, heard, stands) {
    this.#thread = thread;
    this.#heard = heard;
    this.#stands = stands;
    addEventListener("online", this.#at_once);
    this.#dial();
  }

  close() {
    this.#is_over = true;
    clearTimeout(this.#timer);
    removeEventListener("online", this.#at_once);
    this.#socket?.close(1000);
  }

  #at_once = () => {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    this.#dial();
  };

  async #dial() {
    let access;
    try {
      if (this.#attempts >= IN_DOUBT) await ask("GET", `/api/threads/${this.#thread}`);
      access = await token();
    } catch (error) {
      if (error.status !== 404) return this.#later();
      if (!this.#is_over) this.#stands("gone");
      return this.close();
    }
    if (this.#is_over || !access) return;
    const place = new URL("/ws", location.href.replace(/^http/, "ws"));
    place.searchParams.set("thread_id", this.#thread);
    if (this.#connection) place.searchParams.set("connection_id", this.#connection);
    if (this.#last !== null) place.searchParams.set("last_sequence", this.#last);
    const socket = (this.#socket = new WebSocket(place, ["jwt-auth", `jwt.${base64url(access)}`]));
    socket.onmessage = ({ data }) => this.#hear(socket, JSON.parse(data));
    socket.onclose = async ({ code }) => {
      if (this.#socket === socket) this.#socket = null;
      if (this.#is_over) return;
      if (code === UNAUTHENTICATED) await renew(access).catch(() => {});
      this.#later();
    };
  }

  #hear(socket, { type, data, sequence }) {
    if (this.#is_over || this.#socket !== socket) return;
    if (type === "heartbeat") return socket.send(JSON.stringify({ type: "pong" }));
    if (type === "system_message") return this.#welcome(data);
    if (sequence !== undefined) {
      if (this.#last !== null && sequence <= this.#last) return;
      this.#last = sequence;
    }
    this.#heard({ type, data });
  }

  #welcome({ event, connection_id }) {
    const is_first = this.#connection === null;
    this.#connection = connection_id;
    this.#attempts = 0;
    this.#opened();
    if (is_first) return this.#stands("open");
    this.#stands(event === "connection_resumed" ? "resumed" : "again");
  }

  #later() {
    if (this.#is_over) return;
    const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#attempts);
    const wait = most * (0.5 + Math.random() / 2);
    this.#attempts += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#dial(), wait);
    this.#stands("lost", Math.ceil(wait / 1_000));
  }
}

function base64url(text) {
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
