//! Grounds of what does not stand in a text any more: set aside, so that each word of the sources
//! stays claimed.

use crate::syntax::{Ground, quoted};

/// Sets quotations aside, with the reason.
pub fn aside<'g>(grounds: impl IntoIterator<Item = &'g Ground>, why: &str, out: &mut String) {
    for one in grounds {
        if let Ground::Cites { .. } = one {
            let (cited, because) = (ground(one), quoted(why));
            out.push_str(&format!("not encoded {cited} because {because}\n"));
        }
    }
}

/// A ground as it is written.
pub fn ground(ground: &Ground) -> String {
    match ground {
        Ground::Cites {
            source,
            quote,
            remark,
        } => {
            let marked = if *remark { " as remark" } else { "" };
            format!("cites {} {}{marked}", source.text, quoted(&quote.text))
        }
        Ground::Reported { source, words } => {
            format!("reported by {} {}", source.text, quoted(&words.text))
        }
        Ground::Assumed(words) => format!("assumed {}", quoted(&words.text)),
    }
}
