//! Where answers are typed: at a terminal, or line by line from anywhere else.

use std::io::{BufRead, IsTerminal, Read};

/// What stands before an answer.
const PROMPT: &str = "  > ";

/// The longest line that is read as one answer.
const LINE_LIMIT: u64 = 64 * 1024;

/// Where answers come from.
pub enum Console {
    /// A terminal: the line can be edited, and earlier answers be called up again.
    #[cfg(any(unix, windows))]
    Terminal(Box<rustyline::DefaultEditor>),
    /// Lines; `echoed` where nobody saw them being typed.
    Lines {
        /// Whether answers are written behind their prompt.
        echoed: bool,
    },
}

impl Console {
    /// The console of the process.
    pub fn new() -> Self {
        let typed = std::io::stdin().is_terminal();
        #[cfg(any(unix, windows))]
        if typed
            && std::io::stdout().is_terminal()
            && let Ok(editor) = rustyline::DefaultEditor::new()
        {
            return Self::Terminal(Box::new(editor));
        }
        Self::Lines { echoed: !typed }
    }

    /// The next answer, without white space around it; `None` where there are no more. What is to be
    /// seen goes through `show`.
    pub fn read(&mut self, show: impl Fn(&str)) -> Option<String> {
        match self {
            #[cfg(any(unix, windows))]
            Self::Terminal(editor) => {
                let line = editor.readline(PROMPT).ok()?;
                // Without a history nothing can be called up again, and that is all.
                let _ = editor.add_history_entry(line.as_str());
                Some(line.trim().to_owned())
            }
            Self::Lines { echoed } => {
                show(PROMPT);
                let mut bytes = Vec::new();
                let input = std::io::stdin().lock();
                let read = input.take(LINE_LIMIT).read_until(b'\n', &mut bytes);
                let line = String::from_utf8_lossy(&bytes).trim().to_owned();
                let ended = matches!(read, Ok(0) | Err(_));
                if ended || *echoed {
                    show(&format!("{line}\n"));
                }
                (!ended).then_some(line)
            }
        }
    }
}
