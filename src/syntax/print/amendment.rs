//! What acts do to rules that are there already.

use super::super::act::{Movable, Move, Repeal, Restate};
use super::super::expr::Expr;
use super::super::{Ground, Name};
use super::Printer;
use super::line::{STEP, WIDTH, list, width};
use super::piece::Role;

impl Printer<'_> {
    /// A rule in the place of another version of it.
    pub fn restate(&mut self, restate: &Restate, end: usize) {
        self.rule_as("restate rule", &restate.rule, 0, end);
    }

    pub fn repeal(&mut self, repeal: &Repeal, end: usize) {
        let Repeal {
            names,
            act,
            grounds,
            from,
            span: _,
        } = repeal;
        self.amending("repeal ", names, act.as_ref());
        self.grounds(grounds);
        self.days(&[("from", from.as_ref())]);
        self.close(0, end);
    }

    pub fn moved_day(&mut self, moved: &Move, end: usize) {
        let Move {
            bound,
            of,
            act,
            grounds,
            from,
            to,
            span: _,
        } = moved;
        let keyword = match bound {
            Movable::From => "move from of ",
            Movable::Until => "move until of ",
            Movable::Through => "move through of ",
            Movable::Commencement => "move commencement of ",
        };
        self.amending(keyword, std::slice::from_ref(of), act.as_ref());
        self.grounds(grounds);
        self.days(&[("from", from.as_ref()), ("to", Some(to))]);
        self.close(0, end);
    }

    /// What is amended and by which act, in the first line; the list is filled, if it is long.
    fn amending(&mut self, keyword: &str, names: &[Name], act: Option<&Name>) {
        let last = act.or(names.last());
        let end = self.brace(last.map_or(self.read, |name| name.span.end as usize));
        let behind = match act {
            Some(act) => format!(" in {} {{", act.text),
            None => " {".to_owned(),
        };
        let names: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
        let room = width(&behind).min(WIDTH);
        let mut lines = list(0, keyword, &names, room);
        if let Some(last) = lines.last_mut() {
            last.push_str(&behind);
        }
        self.piece(Role::Opens, lines, end);
    }

    fn days(&mut self, clauses: &[(&str, Option<&Expr>)]) {
        let said = clauses.iter().filter(|(_, expr)| expr.is_some());
        let widest = said.map(|(keyword, _)| keyword.len()).max().unwrap_or(0);
        for (keyword, expr) in clauses {
            if let Some(expr) = expr {
                self.clause(STEP, &format!("{keyword:widest$} "), expr);
            }
        }
    }

    /// The grounds of an item, one below the other.
    pub fn grounds(&mut self, grounds: &[Ground]) {
        for ground in grounds {
            self.ground(STEP, ground);
        }
    }
}
