//! The evaluator for a page: three functions over one buffer, and nothing else.
//!
//! A request is put where [`room`] says; [`open`] reads the law, [`answer`] answers a case. Either
//! leaves its answer in the same buffer and returns how long it is; where it is, [`at`] says. All of it
//! is JSON, as `kzrule::explorer` has it.
//!
//! The functions are called by their names from the page. That an exported name meets no other of that
//! name is what the compiler wants promised (`unsafe`); the module has no others, and no other unsafe
//! code.

use std::cell::RefCell;

use kzrule::explorer::Explorer;

#[derive(Default)]
struct Module {
    buffer: Vec<u8>,
    explorer: Option<Explorer>,
}

thread_local! {
    static MODULE: RefCell<Module> = RefCell::default();
}

/// Makes room for a request of this length, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    MODULE.with_borrow_mut(|module| {
        module.buffer.clear();
        module.buffer.resize(length, 0);
        module.buffer.as_mut_ptr()
    })
}

/// Where the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn at() -> *const u8 {
    MODULE.with_borrow(|module| module.buffer.as_ptr())
}

/// Reads the law in the buffer; answers with nothing, or with what is wrong.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> usize {
    MODULE.with_borrow_mut(|module| {
        let (explorer, answer) = match Explorer::open(&text(&module.buffer)) {
            Ok(explorer) => (Some(explorer), String::new()),
            Err(message) => (None, message),
        };
        module.explorer = explorer;
        module.put(answer)
    })
}

/// Answers the case in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    MODULE.with_borrow_mut(|module| {
        let request = text(&module.buffer);
        let answer = module
            .explorer
            .as_mut()
            .map(|explorer| explorer.answer(&request));
        module.put(answer.unwrap_or_default())
    })
}

impl Module {
    fn put(&mut self, answer: String) -> usize {
        self.buffer = answer.into_bytes();
        self.buffer.len()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
