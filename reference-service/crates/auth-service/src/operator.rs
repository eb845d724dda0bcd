//! What an operator does to an account, at the console of a machine that reaches the database.
//!
//! It is no route: who can read the database's password may do all of it anyway, and nobody else has a door to try.

use auth::{accounts, password_resets};
use clap::{Parser, Subcommand};
use foundation::errors::AppError;
use foundation::identity::{Email, EmailError};
use foundation::ids::{IdGenerator, RequestId};
use service::Surroundings;
use storage::{Access, ScopeTag, users};

/// The service that knows who a user is. Without a command it serves.
#[derive(Debug, Parser)]
#[command(name = "auth-service", version)]
pub struct Cli {
    /// What else is to be done.
    #[command(subcommand)]
    pub order: Option<Order>,
}

/// What is to be done to an account, which is named by its address.
#[derive(Debug, Clone, Subcommand)]
pub enum Order {
    /// Close the account: no token of it counts any more, and nobody can log in.
    Disable {
        /// Of which account.
        #[arg(value_parser = email)]
        email: Email,
    },
    /// Reopen the account, for new logins.
    Enable {
        /// Of which account.
        #[arg(value_parser = email)]
        email: Email,
    },
    /// Print a token that sets the password of the account, once and within half an hour.
    ResetPassword {
        /// Of which account.
        #[arg(value_parser = email)]
        email: Email,
    },
}

fn email(text: &str) -> Result<Email, EmailError> {
    Email::try_from(text)
}

impl Order {
    fn email(&self) -> &Email {
        match self {
            Self::Disable { email } | Self::Enable { email } | Self::ResetPassword { email } => {
                email
            }
        }
    }
}

/// Carries the order out; what the operator is told.
///
/// # Errors
/// When there is no such account, or the database fails.
pub async fn carry_out(order: &Order, around: Surroundings) -> Result<String, AppError> {
    let Surroundings {
        clock,
        entropy,
        database,
    } = around;
    let ids = IdGenerator::new(clock.clone(), entropy.clone());
    let tag = ScopeTag {
        request: RequestId::generate(&ids).map_err(AppError::internal)?,
        user: None,
    };
    let mut scope = database.scope(tag, Access::Write).await?;
    let user = users::by_email(&mut scope, order.email()).await?;
    let user = user.ok_or_else(|| {
        AppError::InvalidInput(format!("there is no account for {}", order.email()))
    })?;
    let now = clock.now();
    let told = match order {
        Order::Disable { email } => {
            accounts::close(&mut scope, &user.id, now).await?;
            format!("{email} is disabled")
        }
        Order::Enable { email } => {
            accounts::reopen(&mut scope, &user.id).await?;
            format!("{email} is enabled")
        }
        Order::ResetPassword { .. } => {
            let token = password_resets::begin(&mut scope, &*entropy, &user, now).await?;
            token.expose().to_owned()
        }
    };
    scope.commit().await?;
    Ok(told)
}
