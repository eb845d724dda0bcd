use crate::{NOW, Outcome, Sandbox, World};
use foundation::clock::EpochMillis;
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::identity::{Email, Permissions};
use foundation::ids::{ContextIds, UserId};
use storage::prices::{self, ModelPrice};
use storage::usage::{self, ModelCall};
use storage::users::{self, User};
use storage::{Access, RequestScope, ScopeTag};

/// A user with an account, for tests of what they used and what it cost.
#[derive(Debug, Clone)]
pub struct Books {
    /// Whose.
    pub context: UserContext,
    /// Where.
    pub database: storage::Database,
}

impl Books {
    /// A new user who used nothing yet. The schema is brought up to date on the way.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(test: &Sandbox, world: &World, address: &str) -> Outcome<Self> {
        let database = test.database.clone();
        database.migrate(NOW).await?;
        let user = User {
            id: UserId::generate(&world.ids)?,
            email: Email::try_from(address)?,
            display_name: address.to_owned(),
            permissions: Permissions::of_a_user(),
            created: NOW,
            disabled: false,
        };
        let mut scope = database.scope(world.tag()?, Access::Write).await?;
        users::insert(&mut scope, &user, None).await?;
        scope.commit().await?;
        let context = UserContext::new(user.id, ContextIds::generate(&world.ids)?, NOW);
        Ok(Self { context, database })
    }

    /// A session with the database for this user's request.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn scope(&self, access: Access) -> Outcome<RequestScope> {
        Ok(self.session(access).await?)
    }

    /// The same, opened when somebody waits for it.
    pub fn session(
        &self,
        access: Access,
    ) -> impl Future<Output = Result<RequestScope, AppError>> + use<> {
        let tag = ScopeTag {
            request: self.context.ids().request.clone(),
            user: Some(self.context.user().clone()),
        };
        let database = self.database.clone();
        async move { Ok(database.scope(tag, access).await?) }
    }

    /// Takes up so many calls of a model, spread over the days before [`NOW`], a thousand tokens in and out each; of
    /// them the last `failed` failed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn used(&self, model: &str, feature: &str, calls: u32, failed: u32) -> Outcome {
        let call = |number: u32| ModelCall {
            call_id: format!("{model}-{feature}-{number}"),
            used: EpochMillis(NOW.0 - u64::from(number % 7) * 86_400_000),
            model: model.to_owned(),
            feature: feature.to_owned(),
            input_tokens: 1_000,
            output_tokens: 1_000,
            latency_ms: 40,
            failed: number >= calls - failed,
        };
        let calls: Vec<ModelCall> = (0..calls).map(call).collect();
        let mut scope = self.scope(Access::Write).await?;
        usage::load(&mut scope, self.context.user(), &calls).await?;
        Ok(scope.commit().await?)
    }

    /// Takes up a price, the same for what is told and what is answered, in millionths of a dollar for a million tokens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn priced(&self, model: &str, price: u32, tier: u32) -> Outcome {
        let price = ModelPrice {
            model: model.to_owned(),
            input_price: price,
            output_price: price,
            tier,
        };
        let mut scope = self.scope(Access::Write).await?;
        prices::load(&mut scope, self.context.user(), &[price]).await?;
        Ok(scope.commit().await?)
    }
}
