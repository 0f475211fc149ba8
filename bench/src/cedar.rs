//! The questions, put to Cedar's symbolic compiler with cvc5. Both versions of a question pay for
//! the whole of it: compiling the policies and asking the solver, whose process stays.

use std::str::FromStr;

use cedar_policy::{Policy, PolicyId, PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet};
use tokio::runtime::Runtime;

use crate::statute::{Conditions, Statute, cedar_policies, cedar_policy, cedar_schema};

type Failure = Box<dyn std::error::Error>;

pub struct Cedar {
    schema: Schema,
    persons: RequestEnv,
    compiler: CedarSymCompiler<LocalSolver>,
    runtime: Runtime,
}

impl Cedar {
    pub fn new() -> Result<Self, Failure> {
        let (schema, _) = Schema::from_cedarschema_str(&cedar_schema())?;
        let persons = schema.request_envs().next().ok_or("no request")?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let compiler = {
            let _within = runtime.enter();
            CedarSymCompiler::new(LocalSolver::cvc5()?)?
        };
        Ok(Self {
            schema,
            persons,
            compiler,
            runtime,
        })
    }

    fn policy(&self, conditions: &Conditions) -> Result<CompiledPolicy, Failure> {
        let text = cedar_policy("permit", conditions);
        let policy = Policy::parse(Some(PolicyId::new("permit")), text)?;
        Ok(CompiledPolicy::compile(
            &policy,
            &self.persons,
            &self.schema,
        )?)
    }

    fn policies(&self, statute: &Statute) -> Result<CompiledPolicySet, Failure> {
        let policies = PolicySet::from_str(&cedar_policies(statute))?;
        Ok(CompiledPolicySet::compile(
            &policies,
            &self.persons,
            &self.schema,
        )?)
    }

    pub fn is_dead(&mut self, rule: &Conditions) -> Result<bool, Failure> {
        let rule = self.policy(rule)?;
        let found = self.compiler.check_never_matches_opt(&rule);
        Ok(self.runtime.block_on(found)?)
    }

    pub fn are_disjoint(&mut self, one: &Conditions, two: &Conditions) -> Result<bool, Failure> {
        let (one, two) = (self.policy(one)?, self.policy(two)?);
        let found = self.compiler.check_matches_disjoint_opt(&one, &two);
        Ok(self.runtime.block_on(found)?)
    }

    pub fn are_equivalent(&mut self, one: &Statute, two: &Statute) -> Result<bool, Failure> {
        let (one, two) = (self.policies(one)?, self.policies(two)?);
        let found = self.compiler.check_equivalent_opt(&one, &two);
        Ok(self.runtime.block_on(found)?)
    }
}
