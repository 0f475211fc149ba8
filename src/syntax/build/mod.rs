//! Items: from the nodes of the grammar to the syntax tree.
//!
//! Every function returns `None` after a mistake that was reported, or where the node has not the
//! shape that the grammar promises; the caller then drops the item.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};

use super::expr::Expr;
use super::expression::{ExprBuilder, day, name};
use super::item::{
    Binding, Choice, Clause, ClauseKind, Effect, Expectation, Expected, Ground, Item, ItemKind,
    Name, Phrases, Provision, Words,
};
use super::node::{Node, Rule};
use super::parse::Parsed;

/// Builds one item from its node.
pub fn item(node: &Node<'_>, parsed: &mut Parsed) -> Option<Item> {
    let inner = node.children().next()?;
    let mut builder = Builder {
        found: &mut parsed.diagnostics,
        broken: &mut parsed.broken,
    };
    builder.item(&inner)
}

struct Builder<'d> {
    found: &'d mut Vec<Diagnostic>,
    broken: &'d mut BTreeSet<String>,
}

impl Builder<'_> {
    fn item(&mut self, node: &Node<'_>) -> Option<Item> {
        let kind = match node.rule() {
            Rule::source => source(node)?,
            Rule::act => self.act(node)?,
            Rule::reading => ItemKind::Reading {
                name: named(node)?,
                question: words(node)?,
                choices: node.all(Rule::choice).filter_map(|c| choice(&c)).collect(),
            },
            Rule::enumeration => ItemKind::Enum {
                name: named(node)?,
                values: node.all(Rule::choice).filter_map(|c| choice(&c)).collect(),
            },
            Rule::fact => self.fact(node)?,
            Rule::holding => ItemKind::Holding {
                name: named(node)?,
                phrases: phrases(node),
            },
            Rule::define => ItemKind::Define {
                name: named(node)?,
                phrases: phrases(node),
                expr: self.expr_in(node)?,
                grounds: grounds(node),
            },
            Rule::term => self.term(node)?,
            Rule::assume => ItemKind::Assume {
                name: named(node)?,
                heading: words(node),
                expr: self.expr_in(node)?,
            },
            Rule::procedure => procedure(node)?,
            Rule::provision => ItemKind::Provision(self.provision(node)?),
            Rule::rule => ItemKind::Rule(self.rule(node)?),
            Rule::not_encoded => ItemKind::NotEncoded {
                ground: cites(&node.child(Rule::cites)?)?,
                because: words(node)?,
            },
            Rule::case => self.case(node)?,
            Rule::prove => self.prove(node)?,
            _ => return None,
        };
        Some(Item {
            kind,
            span: node.span(),
        })
    }

    fn expr(&mut self, node: &Node<'_>) -> Option<Expr> {
        ExprBuilder::new(self.found).build(node)
    }

    fn expr_in(&mut self, node: &Node<'_>) -> Option<Expr> {
        self.expr(&node.child(Rule::expr)?)
    }

    /// The expression of an optional part: `Some(None)` where the part is absent, `None` after a
    /// mistake in it.
    fn optional(&mut self, node: &Node<'_>, part: Rule) -> Option<Option<Expr>> {
        match node.child(part) {
            Some(part) => self.expr_in(&part).map(Some),
            None => Some(None),
        }
    }

    fn act(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let mut dated = |part: Rule| match node.child(part) {
            Some(part) => {
                let day = day(self.found, &part.child(Rule::date)?)?;
                Some(Some((day, grounds(&part))))
            }
            None => Some(None),
        };
        let adopted = dated(Rule::adopted)?;
        let in_force = dated(Rule::in_force)?;
        Some(ItemKind::Act {
            name: named(node)?,
            title: words(node)?,
            adopted,
            in_force,
        })
    }

    fn fact(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let usually = self.optional(node, Rule::usually)?;
        let ty = node.all(Rule::name).nth(1).map(|n| name(&n))?;
        Some(ItemKind::Fact {
            name: named(node)?,
            ty,
            phrases: phrases(node),
            usually,
        })
    }

    fn term(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let otherwise = self.optional(node, Rule::otherwise)?;
        let ty = node.all(Rule::name).nth(1).map(|n| name(&n))?;
        Some(ItemKind::Term {
            name: named(node)?,
            ty,
            phrases: phrases(node),
            otherwise,
        })
    }

    fn provision(&mut self, node: &Node<'_>) -> Option<Provision> {
        let mut members = Vec::new();
        for child in node
            .children()
            .filter(|child| matches!(child.rule(), Rule::rule | Rule::provision))
        {
            match self.item(&child) {
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

    fn rule(&mut self, node: &Node<'_>) -> Option<super::item::Rule> {
        let names = |part: Rule| -> Vec<Name> {
            node.all(part)
                .flat_map(|head| head.all(Rule::name))
                .map(|n| name(&n))
                .collect()
        };
        for part in [Rule::on, Rule::lifts, Rule::despite, Rule::in_act] {
            if let Some(second) = node.all(part).nth(1) {
                self.found.push(
                    Diagnostic::new(Code::DuplicateClause, "this is said twice of one rule")
                        .at(second.span(), "the second time")
                        .help("write it once, with commas between the names"),
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
        Some(super::item::Rule {
            name: named(node)?,
            heading: words(node),
            on: names(Rule::on),
            lifts: names(Rule::lifts),
            despite: names(Rule::despite),
            act: in_act(node),
            grounds: grounds(node),
            clauses,
            effects: effects?,
        })
    }

    fn clauses(&mut self, node: &Node<'_>) -> Option<Vec<Clause>> {
        let mut clauses = Vec::new();
        for child in node.children() {
            let kind = match child.rule() {
                Rule::from => ClauseKind::From,
                Rule::until => ClauseKind::Until,
                Rule::through => ClauseKind::Through,
                Rule::when => ClauseKind::When,
                _ => continue,
            };
            clauses.push(Clause {
                kind,
                expr: self.expr_in(&child)?,
                span: child.span(),
            });
        }
        Some(clauses)
    }

    fn effect(&mut self, node: &Node<'_>) -> Option<Effect> {
        let inner = node.children().next()?;
        Some(match inner.rule() {
            Rule::opens => Effect::Open(inner.span()),
            Rule::closes => Effect::Close(inner.span()),
            Rule::requires => Effect::Requires(self.expr_in(&inner)?, inner.span()),
            Rule::must => Effect::Must(named(&inner)?),
            Rule::must_not => Effect::MustNot(named(&inner)?),
            Rule::may => Effect::May(named(&inner)?),
            Rule::sets => Effect::Sets(named(&inner)?, self.expr_in(&inner)?),
            _ => return None,
        })
    }

    fn case(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let on = day(self.found, &node.child(Rule::on_day)?.child(Rule::date)?)?;
        let under = self.optional(node, Rule::under)?;
        let given = node.child(Rule::given);
        let bindings: Option<Vec<Binding>> = given
            .iter()
            .flat_map(|given| given.all(Rule::binding))
            .map(|binding| self.binding(&binding))
            .collect();
        let step = match node.child(Rule::step) {
            Some(step) => Some((named(&step)?, arguments(&step))),
            None => None,
        };
        let expect: Option<Vec<Expectation>> = node
            .all(Rule::expect)
            .map(|expect| self.expectation(&expect))
            .collect();
        Some(ItemKind::Case {
            name: named(node)?,
            heading: words(node),
            grounds: grounds(node),
            on,
            under,
            given: bindings?,
            closed: given.is_some_and(|given| given.has(Rule::closing)),
            step,
            expect: expect?,
        })
    }

    fn binding(&mut self, node: &Node<'_>) -> Option<Binding> {
        let inner = node.children().next()?;
        let positive = !inner.has(Rule::kw_not);
        Some(match inner.rule() {
            Rule::none_held => Binding::NothingHeld(inner.span()),
            Rule::holding_is => Binding::Holds(named(&inner)?, positive),
            Rule::equals => Binding::Equals(named(&inner)?, self.expr_in(&inner)?),
            _ => Binding::Flag(named(&inner)?, positive),
        })
    }

    fn expectation(&mut self, node: &Node<'_>) -> Option<Expectation> {
        let outcome = node.child(Rule::outcome)?;
        Some(Expectation {
            under: self.expr_in_optional(node)?,
            outcome: self.expr_in(&outcome)?,
            undetermined: outcome.has(Rule::undetermined),
            by: node
                .child(Rule::reasons)
                .map(|reasons| reasons.all(Rule::name).map(|n| name(&n)).collect())
                .unwrap_or_default(),
            span: node.span(),
        })
    }

    fn expr_in_optional(&mut self, node: &Node<'_>) -> Option<Option<Expr>> {
        match node.child(Rule::expr) {
            Some(expr) => self.expr(&expr).map(Some),
            None => Some(None),
        }
    }

    fn prove(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let expected = match node.child(Rule::expected) {
            Some(expected) if expected.has(Rule::kw_refuted) => Expected::Refuted,
            Some(expected) => Expected::Proved(self.optional(&expected, Rule::under)?),
            None => Expected::Proved(None),
        };
        Some(ItemKind::Prove {
            name: named(node)?,
            heading: words(node),
            grounds: grounds(node),
            under: self.optional(node, Rule::under)?,
            for_whom: self.optional(node, Rule::for_whom)?,
            from: self.optional(node, Rule::from)?,
            until: self.optional(node, Rule::until)?,
            claim: self.expr_in(&node.child(Rule::claim)?)?,
            expected,
        })
    }
}

fn source(node: &Node<'_>) -> Option<ItemKind> {
    Some(ItemKind::Source {
        name: named(node)?,
        title: words(node)?,
        path: words(&node.child(Rule::text_path)?)?,
        link: node.child(Rule::link).and_then(|link| words(&link)),
    })
}

fn procedure(node: &Node<'_>) -> Option<ItemKind> {
    let params = node
        .child(Rule::params)
        .map(|params| {
            params
                .all(Rule::param)
                .filter_map(|param| {
                    let mut names = param.all(Rule::name).map(|n| name(&n));
                    Some((names.next()?, names.next()?))
                })
                .collect()
        })
        .unwrap_or_default();
    Some(ItemKind::Procedure {
        name: named(node)?,
        params,
        phrases: phrases(node),
        grants: node
            .child(Rule::grants)
            .map(|grants| grants.all(Rule::name).map(|n| name(&n)).collect())
            .unwrap_or_default(),
        open: node.child(Rule::openness)?.has(Rule::kw_open),
    })
}

/// The first name of a node: what it declares or is about.
fn named(node: &Node<'_>) -> Option<Name> {
    node.child(Rule::name).map(|n| name(&n))
}

fn in_act(node: &Node<'_>) -> Option<Name> {
    named(&node.child(Rule::in_act)?)
}

fn arguments(node: &Node<'_>) -> Vec<Name> {
    node.child(Rule::arguments)
        .map(|arguments| arguments.all(Rule::name).map(|n| name(&n)).collect())
        .unwrap_or_default()
}

/// The words of a node's own string.
fn words(node: &Node<'_>) -> Option<Words> {
    let text = node.child(Rule::string)?.child(Rule::text)?;
    Some(Words {
        text: text.text().to_owned(),
        span: text.span(),
    })
}

fn grounds(node: &Node<'_>) -> Vec<Ground> {
    node.all(Rule::ground)
        .filter_map(|ground| one_ground(&ground))
        .collect()
}

fn one_ground(node: &Node<'_>) -> Option<Ground> {
    let inner = node.children().next()?;
    match inner.rule() {
        Rule::cites => cites(&inner),
        _ => words(&inner).map(Ground::Assumed),
    }
}

fn cites(node: &Node<'_>) -> Option<Ground> {
    Some(Ground::Cites {
        source: named(node)?,
        quote: words(node)?,
        remark: node.has(Rule::as_remark),
    })
}

fn choice(node: &Node<'_>) -> Option<Choice> {
    Some(Choice {
        name: named(node)?,
        phrases: phrases(node),
    })
}

fn phrases(node: &Node<'_>) -> Phrases {
    let mut phrases = Phrases {
        main: words(node),
        ..Phrases::default()
    };
    for phrase in node.all(Rule::phrase) {
        let kind = phrase
            .child(Rule::phrase_kind)
            .and_then(|kind| kind.children().next());
        let slot = match kind.map(|kind| kind.rule()) {
            Some(Rule::kw_yes) => &mut phrases.yes,
            Some(Rule::kw_no) => &mut phrases.no,
            Some(Rule::kw_ask) => &mut phrases.ask,
            Some(Rule::kw_short) => &mut phrases.short,
            _ => &mut phrases.does,
        };
        *slot = words(&phrase);
    }
    phrases
}
