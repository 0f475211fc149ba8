//! Where answers are typed: at a terminal, or line by line from anywhere else.

use std::io::{BufRead, IsTerminal, Read};

use crate::report::interview::remark;
use crate::report::layout::printable;

/// What stands before an answer.
const PROMPT: &str = "  > ";

/// The longest line that is read as an answer, in bytes, its end included.
const LINE_LIMIT: usize = 64 * 1024;

/// What comes of asking for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A line, without white space around it.
    Line(String),
    /// There are no more.
    End,
    /// Whoever types has stopped the program.
    Stopped,
}

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

    /// The next answer. What is to be seen goes through `show`. A line that is too long is no answer.
    pub fn read(&mut self, show: impl Fn(&str)) -> Heard {
        loop {
            match self.line(&show) {
                Heard::Line(line) if line.len() <= LINE_LIMIT => {
                    return Heard::Line(line.trim().to_owned());
                }
                Heard::Line(_) => {}
                other => return other,
            }
            show(&remark(&format!(
                "That is no answer: a line has at most {LINE_LIMIT} bytes."
            )));
        }
    }

    /// The next line. Of one that is too long a part, which is too long as well.
    fn line(&mut self, show: impl Fn(&str)) -> Heard {
        match self {
            #[cfg(any(unix, windows))]
            Self::Terminal(editor) => {
                let line = match editor.readline(PROMPT) {
                    Ok(line) => line,
                    Err(rustyline::error::ReadlineError::Interrupted) => return Heard::Stopped,
                    Err(_) => return Heard::End,
                };
                // Without a history nothing can be called up again, and that is all.
                let _ = editor.add_history_entry(line.as_str());
                Heard::Line(line)
            }
            Self::Lines { echoed } => {
                show(PROMPT);
                let read = whole_line(&mut std::io::stdin().lock());
                // Some programs begin a text with a mark that is no part of it.
                let read = read.map(|line| line.trim_start_matches('\u{FEFF}').to_owned());
                let line = read.as_deref().map(str::trim).unwrap_or_default();
                let shown = if line.len() <= LINE_LIMIT {
                    line
                } else {
                    "…"
                };
                if read.is_none() || *echoed {
                    show(&format!("{}\n", printable(shown)));
                }
                read.map_or(Heard::End, Heard::Line)
            }
        }
    }
}

/// A line with its end; one that is too long is cut behind what shows that, and its rest is passed
/// over. `None` where there is no more to read.
fn whole_line(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let most = LINE_LIMIT as u64 + 1;
    let read = input.by_ref().take(most).read_until(b'\n', &mut bytes);
    if matches!(read, Ok(0) | Err(_)) {
        return None;
    }
    if bytes.len() > LINE_LIMIT && bytes.last() != Some(&b'\n') {
        input.skip_until(b'\n').ok()?;
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
