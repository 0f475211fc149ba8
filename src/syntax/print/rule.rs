//! Rules, and the provisions around them.

use super::super::{
    Clause, ClauseKind, Deadline, Effect, Ground, Name, Provision, Rule, Target, Words,
};
use super::Printer;
use super::broken::{append, behind_text};
use super::expression::names;
use super::line::{Part, STEP, WIDTH, blanks, list, on_one_line, width, wrapped};
use super::piece::Role;
use super::source::behind;

/// A part of a rule's head: `on …`, `lifts …`.
type Head<'a> = (&'static str, &'a [Name]);

impl Printer<'_> {
    pub fn provision(&mut self, provision: &Provision, indent: usize, end: usize) {
        let Provision {
            name,
            heading,
            act,
            grounds,
            clauses,
            members,
        } = provision;
        let heads = [("in", act.as_slice())];
        self.head("provision", name, heading.as_ref(), &heads, indent);
        self.clauses(grounds, clauses, keyword_width(clauses, &[]), indent + STEP);
        for member in members {
            self.item(member, indent + STEP);
        }
        self.close(indent, end);
    }

    pub fn rule(&mut self, rule: &Rule, indent: usize, end: usize) {
        self.rule_as("rule", rule, indent, end);
    }

    /// A rule after the words that say what becomes of it.
    pub fn rule_as(&mut self, keyword: &str, rule: &Rule, indent: usize, end: usize) {
        let Rule {
            name,
            heading,
            of,
            on,
            lifts,
            despite,
            subject_to,
            act,
            grounds,
            clauses,
            effects,
        } = rule;
        let heads = [
            ("of", of.as_slice()),
            ("on", on.as_slice()),
            ("lifts", lifts.as_slice()),
            ("despite", despite.as_slice()),
            ("subject to", subject_to.as_slice()),
            ("in", act.as_slice()),
        ];
        self.head(keyword, name, heading.as_ref(), &heads, indent);
        let keyword_width = keyword_width(clauses, effects);
        self.clauses(grounds, clauses, keyword_width, indent + STEP);
        self.effects(effects, keyword_width, indent + STEP);
        self.close(indent, end);
    }

    /// The head on one line; else what the rule is about below its name, on one line or several.
    fn head(
        &mut self,
        keyword: &str,
        name: &Name,
        heading: Option<&Words>,
        heads: &[Head<'_>],
        indent: usize,
    ) {
        let heads: Vec<&Head<'_>> = heads
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .collect();
        let mut title = vec![Part::Text(format!("{keyword} {}", name.text))];
        title.extend(heading.map(Part::Words));
        let flat: Vec<String> = heads
            .iter()
            .map(|(keyword, list)| format!("{keyword} {}", names(list)))
            .collect();
        let mut flat_heads = flat.join(" ");
        flat_heads.push_str(if flat.is_empty() { "{" } else { " {" });

        let named = heads.iter().flat_map(|(_, names)| names.iter());
        let end = named
            .map(|name| name.span.end as usize)
            .chain([heading.map_or(name.span.end as usize, behind)])
            .max();
        let end = self.brace(end.unwrap_or(self.read));

        let whole = indent + width(&on_one_line(&title)) + 1 + width(&flat_heads);
        let lines = if whole <= WIDTH || heads.is_empty() {
            title.push(Part::Text(flat_heads));
            wrapped(indent, &title)
        } else {
            let below = indent + STEP;
            let mut lines = wrapped(indent, &title);
            if below + width(&flat_heads) <= WIDTH {
                lines.push(format!("{}{flat_heads}", blanks(below)));
            } else {
                for (keyword, names) in heads {
                    let names: Vec<String> = names.iter().map(|n| n.text.clone()).collect();
                    lines.append(&mut list(below, &format!("{keyword} "), &names, 2));
                }
                append(&mut lines, " {");
            }
            lines
        };
        self.piece(Role::Opens, lines, end);
    }

    /// Grounds, days and conditions, in the order in which they are written.
    fn clauses(
        &mut self,
        grounds: &[Ground],
        clauses: &[Clause],
        keyword_width: usize,
        indent: usize,
    ) {
        let mut grounds = grounds.iter().peekable();
        for clause in clauses {
            while let Some(ground) =
                grounds.next_if(|ground| self.ground_end(ground) <= clause.span.start as usize)
            {
                self.ground(indent, ground);
            }
            let keyword = format!("{:keyword_width$} ", keyword(clause.kind));
            self.clause(indent, &keyword, &clause.expr);
        }
        for ground in grounds {
            self.ground(indent, ground);
        }
    }

    /// The effects on one line, if it holds them and no comment stands between them; else each on
    /// its own.
    fn effects(&mut self, effects: &[Effect], keyword_width: usize, indent: usize) {
        let (Some(first), Some(last)) = (effects.first(), effects.last()) else {
            return;
        };
        let then = format!("{}{:keyword_width$} ", blanks(indent), "then");
        let column = width(&then);
        let flat: Vec<String> = effects
            .iter()
            .map(|effect| self.flat_effect(effect))
            .collect();
        let flat = flat.join(", ");
        let fits = column + width(&flat) <= WIDTH;
        if fits && !self.written.commented(effect_end(first)..effect_end(last)) {
            self.piece(Role::Own, vec![format!("{then}{flat}")], effect_end(last));
            return;
        }
        for (place, effect) in effects.iter().enumerate() {
            let (role, before) = match place {
                0 => (Role::Own, then.clone()),
                _ => (Role::Continues, blanks(column)),
            };
            let more = place + 1 < effects.len();
            let comma = if more { "," } else { "" };
            let mut lines = behind_text(&before, self.laid_effect(effect, column, comma.len()));
            append(&mut lines, comma);
            self.piece(role, lines, effect_end(effect));
        }
    }

    fn flat_effect(&self, effect: &Effect) -> String {
        match effect {
            Effect::Open(_) => "open".to_owned(),
            Effect::Close(_) => "closed".to_owned(),
            Effect::Requires(expr, _) => format!("requires {}", self.flat(expr)),
            Effect::Must(name, deadline) => match deadline {
                Some(deadline) => {
                    let before = self.before_deadline(name, deadline);
                    format!("{before}{}", self.flat(&deadline.day))
                }
                None => format!("must {}", name.text),
            },
            Effect::May(name) => format!("may {}", name.text),
            Effect::MustNot(name) => format!("must not {}", name.text),
            Effect::Sets(target, expr) => format!("{} = {}", written(target), self.flat(expr)),
        }
    }

    /// What stands before the day of a deadline.
    fn before_deadline(&self, name: &Name, deadline: &Deadline) -> String {
        match &deadline.within {
            Some((period, rounding)) => {
                let rounded = rounding.map(|one| format!(" {}", self.rounding(one, None)));
                format!(
                    "must {} within {}{} of ",
                    name.text,
                    self.length(period),
                    rounded.unwrap_or_default()
                )
            }
            None => format!("must {} by ", name.text),
        }
    }

    fn laid_effect(&self, effect: &Effect, column: usize, behind: usize) -> Vec<String> {
        let laid = |before: String, expr| {
            let lines = self.laid(expr, column + width(&before), behind);
            behind_text(&before, lines)
        };
        match effect {
            Effect::Requires(expr, _) => laid("requires ".to_owned(), expr),
            Effect::Must(name, Some(deadline)) => {
                laid(self.before_deadline(name, deadline), &deadline.day)
            }
            Effect::Sets(target, expr) => laid(format!("{} = ", written(target)), expr),
            Effect::Open(_)
            | Effect::Close(_)
            | Effect::Must(_, None)
            | Effect::May(_)
            | Effect::MustNot(_) => vec![self.flat_effect(effect)],
        }
    }
}

fn written(target: &Target) -> String {
    match &target.of {
        Some(of) => format!("{}.{}", of.text, target.name.text),
        None => target.name.text.clone(),
    }
}

/// How wide the keywords of a rule are, so that what follows stands below one another.
fn keyword_width(clauses: &[Clause], effects: &[Effect]) -> usize {
    let then = if effects.is_empty() { 0 } else { "then".len() };
    let clauses = clauses.iter().map(|clause| keyword(clause.kind).len());
    clauses.chain([then]).max().unwrap_or(0)
}

fn keyword(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::From => "from",
        ClauseKind::Until => "until",
        ClauseKind::Through => "through",
        ClauseKind::When => "when",
    }
}

fn effect_end(effect: &Effect) -> usize {
    let end = match effect {
        Effect::Open(span) | Effect::Close(span) | Effect::Requires(_, span) => span.end,
        Effect::Must(_, Some(deadline)) => deadline.day.span.end,
        Effect::Must(name, None) | Effect::May(name) | Effect::MustNot(name) => name.span.end,
        Effect::Sets(_, expr) => expr.span.end,
    };
    end as usize
}
