//! Rules, and the provisions around them.

use crate::diagnostic::{Code, Diagnostic};

use super::super::expression::{ExprBuilder, direction, name};
use super::super::node::{Node, Rule};
use super::super::rule;
use super::super::{Clause, ClauseKind, Deadline, Effect, Item, ItemKind, Name, Provision, Target};
use super::builder::Builder;
use super::parts::{grounds, in_act, named, of_element, words};

impl Builder<'_> {
    /// A rule, or a provision with its members.
    pub fn member(&mut self, node: &Node<'_>) -> Option<Item> {
        let kind = match node.rule() {
            Rule::provision => ItemKind::Provision(self.provision(node)?),
            _ => ItemKind::Rule(self.rule(node)?),
        };
        Some(Item {
            kind,
            span: node.span(),
        })
    }

    fn provision(&mut self, node: &Node<'_>) -> Option<Provision> {
        let mut members = Vec::new();
        for child in node
            .children()
            .filter(|child| matches!(child.rule(), Rule::rule | Rule::provision))
        {
            match self.member(&child) {
                Some(member) => members.push(member),
                None => self.broken.extend(named(&child).map(|name| name.text)),
            }
        }
        Some(Provision {
            name: named(node)?,
            heading: words(node),
            act: in_act(node),
            grounds: grounds(node),
            clauses: self.clauses(node)?,
            members,
        })
    }

    pub fn rule(&mut self, node: &Node<'_>) -> Option<rule::Rule> {
        let names = |part: Rule| -> Vec<Name> {
            node.all(part)
                .flat_map(|head| head.all(Rule::name))
                .map(|n| name(&n))
                .collect()
        };
        for part in [
            Rule::of_element,
            Rule::on,
            Rule::lifts,
            Rule::despite,
            Rule::subject_to,
            Rule::in_act,
        ] {
            if let Some(second) = node.all(part).nth(1) {
                self.found.push(
                    Diagnostic::new(Code::DuplicateClause, "this is said twice of one rule")
                        .at(second.span(), "the second time")
                        .help(match part {
                            Rule::in_act => "a rule stands in one act: leave one of them out",
                            Rule::of_element => "a rule is of one record: leave one of them out",
                            _ => "write it once, with commas between the names",
                        }),
                );
            }
        }
        let clauses = self.clauses(node)?;
        let effects: Option<Vec<Effect>> = match node.child(Rule::then) {
            Some(then) => then
                .all(Rule::effect)
                .map(|effect| self.effect(&effect))
                .collect(),
            None => Some(Vec::new()),
        };
        Some(rule::Rule {
            name: named(node)?,
            heading: words(node),
            of: of_element(node),
            on: names(Rule::on),
            lifts: names(Rule::lifts),
            despite: names(Rule::despite),
            subject_to: names(Rule::subject_to),
            act: in_act(node),
            grounds: grounds(node),
            clauses,
            effects: effects?,
        })
    }

    /// Of two beginnings or two ends the first counts.
    fn clauses(&mut self, node: &Node<'_>) -> Option<Vec<Clause>> {
        let mut clauses: Vec<Clause> = Vec::new();
        for child in node.children() {
            let kind = match child.rule() {
                Rule::from => ClauseKind::From,
                Rule::until => ClauseKind::Until,
                Rule::through => ClauseKind::Through,
                Rule::when => ClauseKind::When,
                _ => continue,
            };
            let clause = Clause {
                kind,
                expr: self.expr_in(&child)?,
                span: child.span(),
            };
            match clauses.iter().find(|first| says_again(first.kind, kind)) {
                Some(first) => self.found.push(said_twice(node.rule(), first, &clause)),
                None => clauses.push(clause),
            }
        }
        Some(clauses)
    }

    fn deadline(&mut self, node: &Node<'_>) -> Option<Deadline> {
        let within = match node.child(Rule::length) {
            Some(length) => {
                let rounded = node
                    .child(Rule::direction)
                    .and_then(|node| direction(&node));
                Some((ExprBuilder::new(self.found).length(&length)?, rounded))
            }
            None => None,
        };
        let day = self.expr_in(node)?;
        Some(Deadline { within, day })
    }

    fn effect(&mut self, node: &Node<'_>) -> Option<Effect> {
        let inner = node.children().next()?;
        Some(match inner.rule() {
            Rule::opens => Effect::Open(inner.span()),
            Rule::closes => Effect::Close(inner.span()),
            Rule::requires => Effect::Requires(self.expr_in(&inner)?, inner.span()),
            Rule::must => {
                let deadline = match inner.child(Rule::deadline) {
                    Some(deadline) => Some(self.deadline(&deadline)?),
                    None => None,
                };
                Effect::Must(named(&inner)?, deadline)
            }
            Rule::must_not => Effect::MustNot(named(&inner)?),
            Rule::may => Effect::May(named(&inner)?),
            Rule::sets => Effect::Sets(target(&inner)?, self.expr_in(&inner)?),
            _ => return None,
        })
    }
}

/// Whether two clauses both say when something begins, or both when it ends.
fn says_again(first: ClauseKind, second: ClauseKind) -> bool {
    match second {
        ClauseKind::From => first == ClauseKind::From,
        ClauseKind::Until | ClauseKind::Through => {
            matches!(first, ClauseKind::Until | ClauseKind::Through)
        }
        ClauseKind::When => false,
    }
}

fn said_twice(of: Rule, first: &Clause, second: &Clause) -> Diagnostic {
    let what = match of {
        Rule::provision => "a provision",
        _ => "a rule",
    };
    let (does, help) = match (first.kind, second.kind) {
        (ClauseKind::From, _) => ("begins", "write one of them: `from` names the first day"),
        (first, second) if first == second => ("ends", "write one of them"),
        _ => (
            "ends",
            "write one of them: `until` excludes its day, `through` includes it",
        ),
    };
    Diagnostic::new(Code::DuplicateClause, format!("{what} {does} once"))
        .at(second.span, "the second time")
        .at(first.span, "the first time")
        .help(help)
}

/// The term that is given a value.
fn target(node: &Node<'_>) -> Option<Target> {
    let Some(path) = node.child(Rule::path) else {
        let name = named(node)?;
        return Some(Target { of: None, name });
    };
    let mut names = path.all(Rule::name).map(|n| name(&n));
    Some(Target {
        of: names.next(),
        name: names.next()?,
    })
}
