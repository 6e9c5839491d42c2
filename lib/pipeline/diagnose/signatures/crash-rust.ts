import type { Signature } from '../signature.ts'
import { change, look } from './steps.ts'

/** Rust. */
export const CRASH_RUST: readonly Signature[] = [
  {
    id: 'rust-panic',
    family: 'crash-rust',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.78,
    anchors: ['panicked at'],
    pattern:
      /thread '(?<thread>[^']{1,100})' (?:\(\d{1,12}\) )?panicked at (?:'(?<reason>[^'\n]{1,140})', )?(?<file>[^\s:']{1,160}:\d{1,7})/,
    summary: 'A Rust thread panicked{file? at @}{reason?: @}.',
    actions: [
      look('Open the file and line; the message stands on this line or on the next.'),
      look('Get the whole trace.', 'RUST_BACKTRACE=1 COMMAND'),
      change('Handle the case instead of unwrap, or go back to the version before.'),
    ],
    killTest: look('Run the same input on the version before: if it fails too, the data or environment changed.'),
    phrases: ['panicked at', 'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace'],
    positives: [
      "thread 'main' panicked at src/main.rs:41:9:",
      "thread 'tokio-runtime-worker' panicked at 'index out of bounds: the len is 3 but the index is 3', src/cart.rs:88:13",
      "thread 'main' panicked at src/cfg.rs:12:5: note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ],
    negatives: ['#[should_panic] test ok', 'nobody panicked at the demo', 'panic = "abort" in profile release'],
  },
  {
    id: 'rust-unwrap',
    family: 'crash-rust',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.84,
    anchors: [
      'called `option::unwrap()`',
      'called `result::unwrap()`',
      'already borrowed',
      'already mutably borrowed',
      'attempt to subtract with overflow',
      'attempt to add with overflow',
      'not a char boundary',
      'attempt to multiply',
    ],
    pattern:
      /called `(?:Option|Result)::unwrap\(\)` on an? `(?:None|Err)` value(?:: (?<reason>[^\n]{1,140}))?|already (?:mutably )?borrowed: Borrow(?:Mut)?Error|attempt to (?:subtract|add|multiply) with overflow|is not a char boundary/,
    summary: 'Rust code took a value for granted that was not there{reason?: @}.',
    actions: [look('Open the file and line named by the panic.'), change('Return the error or give a default.')],
    killTest: look('Run the same input on the version before.'),
    phrases: [
      'called `Option::unwrap()` on a `None` value',
      'called `Result::unwrap()` on an `Err` value',
      'already borrowed: BorrowMutError',
      'attempt to subtract with overflow',
    ],
    positives: [
      "thread 'main' panicked at 'called `Option::unwrap()` on a `None` value', src/cart.rs:12:30",
      'called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
      'already borrowed: BorrowMutError',
    ],
    negatives: ['clippy::unwrap_used = "warn"', 'value borrowed here, used later', 'overflow checks enabled'],
  },
  {
    id: 'rust-compile-error',
    family: 'crash-rust',
    category: 'compile_error',
    kind: 'cause',
    prior: 0.9,
    anchors: ['error[e0', 'aborting due to', 'could not compile `'],
    pattern:
      /^(?:[^\n]{0,80}\s)?error\[(?<code>E0\d{3})\]: (?<reason>[^\n]{1,140})|could not compile `(?<component>[\w-]{1,80})` \([^)]{1,100}\) due to|aborting due to (?:\d{1,5} )?previous errors?|could not compile `(?<component2>[\w-]{1,80})`/,
    summary: 'Rust code{component? of @} does not compile{reason?: @}.',
    actions: [
      look('Read the first error; later ones often follow from it.'),
      look('Explain the code.', 'rustc --explain E0000'),
      change('Correct it, or go back to the commit before.', 'cargo check'),
    ],
    killTest: look(
      'If cargo check passes on the same commit with the same toolchain, features differ.',
      'cargo check --all-features; rustc --version',
    ),
    phrases: [
      'error[E0308]: mismatched types',
      'could not compile',
      'aborting due to',
      'previous errors',
      'error[E0425]: cannot find value',
    ],
    positives: [
      'error[E0308]: mismatched types',
      'error: could not compile `shop-api` (lib) due to 2 previous errors',
      'error: aborting due to 3 previous errors; 1 warning emitted',
    ],
    negatives: ['Compiling shop-api v0.4.1', 'warning: unused variable: `x`', 'documented error[s] of the E0 series'],
  },
  {
    id: 'rust-abort-or-runtime',
    family: 'crash-rust',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.85,
    anchors: [
      'has overflowed its stack',
      'there is no reactor running',
      'cannot start a runtime from within a runtime',
      'fatal runtime error',
      'cannot drop a runtime',
    ],
    pattern:
      /thread '(?<thread>[^']{1,100})'[^\n]{0,20} has overflowed its stack|there is no reactor running, must be called from the context of|Cannot start a runtime from within a runtime|fatal runtime error: (?<reason>[^\n]{1,100})|Cannot drop a runtime in a context/,
    summary: 'A Rust program ended on a fault of its stack or runtime{reason?: @}.',
    actions: [
      look('Find the recursion or the blocking call in asynchronous code.'),
      change('Give the thread a larger stack, or move the blocking call to its own thread.'),
    ],
    killTest: look('Run the same input on the version before.'),
    phrases: [
      'has overflowed its stack',
      'fatal runtime error: stack overflow',
      'there is no reactor running, must be called from the context of a Tokio',
      'Cannot start a runtime from within a runtime',
    ],
    positives: [
      "thread 'main' has overflowed its stack",
      'fatal runtime error: stack overflow',
      'there is no reactor running, must be called from the context of a Tokio 1.x runtime',
    ],
    negatives: ['tokio runtime started with 4 workers', 'reactor running', 'stack size set to 8 MiB'],
  },
]
