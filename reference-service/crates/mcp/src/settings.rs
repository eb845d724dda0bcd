use crate::transport::Program;
use foundation::environment::{Environment, EnvironmentError};
use foundation::identity::Permission;
use foundation::names::variables;
use foundation::secret::SecretToken;
use http::Uri;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A server of tools outside this process.
#[derive(Debug, Clone)]
pub struct McpServerSettings {
    /// Our name for it, which its tools have in front of theirs.
    pub name: String,
    /// How it is reached.
    pub reach: Reach,
    /// What a user needs to call its tools.
    pub needs: Permission,
}

/// How a server is reached.
#[derive(Debug, Clone)]
pub enum Reach {
    /// As a process of ours, over its standard streams.
    Process(Program),
    /// Over HTTP.
    Http {
        /// Where.
        uri: Uri,
        /// What it knows us by, if it wants to.
        token: Option<SecretToken>,
    },
}

/// A server as it is written down. Secrets are not: they stand in variables of their own, which are named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    command: Option<String>,
    #[serde(default)]
    args: Vec<String>,
    /// Which of our variables the process sees.
    #[serde(default)]
    variables: Vec<String>,
    url: Option<String>,
    token_variable: Option<String>,
    permission: Option<Permission>,
}

impl McpServerSettings {
    /// The servers that `environment` names, in the order of their names.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn read(environment: &Environment) -> Result<Vec<Self>, Vec<EnvironmentError>> {
        let Some(text) = environment.get(variables::MCP_SERVERS) else {
            return Ok(Vec::new());
        };
        let written: BTreeMap<String, Written> = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            vec![malformed(&format!(
                "what stands at line {line}, column {column} is not of the form \
                 {{\"name\": {{\"command\": …, \"args\": […], \"variables\": […]}}}} or \
                 {{\"name\": {{\"url\": …, \"token_variable\": …}}}}, each with a \"permission\" if it is not \"chat\""
            ))]
        })?;
        let (mut servers, mut problems) = (Vec::new(), Vec::new());
        for (name, written) in written {
            match Self::of(name, written, environment) {
                Ok(server) => servers.push(server),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(servers)
        } else {
            Err(problems)
        }
    }

    fn of(
        name: String,
        written: Written,
        environment: &Environment,
    ) -> Result<Self, EnvironmentError> {
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if name.is_empty() || !name.chars().all(|letter| is_plain(letter) || letter == '-') {
            return Err(malformed(
                "a server has a name of other letters than a-z, 0-9 and -: its tools are called by that name",
            ));
        }
        if name == PLATFORM {
            return Err(malformed(&format!(
                "`{name}` is the server in this process: call the other one differently"
            )));
        }
        let token = written.token_variable.as_deref();
        let token = token.map(|variable| environment.require_secret(variable));
        let is_for_process = !written.args.is_empty() || !written.variables.is_empty();
        let reach = match (written.command, written.url) {
            (Some(_), None) if token.is_some() => {
                return Err(malformed(&format!(
                    "`{name}` has a `command` and a `token_variable`: name the variable among its `variables`"
                )));
            }
            (None, Some(_)) if is_for_process => {
                return Err(malformed(&format!(
                    "`{name}` has a `url` and what only a program takes: leave `args` and `variables` out"
                )));
            }
            (Some(command), None) => Reach::Process(Program {
                command,
                arguments: written.args,
                variables: seen(written.variables, environment)?,
            }),
            (None, Some(url)) => Reach::Http {
                uri: absolute(&name, &url)?,
                token: token.transpose()?,
            },
            (None, None) => {
                return Err(malformed(&format!(
                    "`{name}` has neither a `command` nor a `url`: say which program to start or where to ask"
                )));
            }
            (Some(_), Some(_)) => {
                return Err(malformed(&format!(
                    "`{name}` has a `command` and a `url`: leave one of them out"
                )));
            }
        };
        Ok(Self {
            name,
            reach,
            needs: written.permission.unwrap_or(Permission::Chat),
        })
    }
}

/// Our name for the server in this process.
pub const PLATFORM: &str = "platform";

fn absolute(name: &str, url: &str) -> Result<Uri, EnvironmentError> {
    let uri = url.parse::<Uri>().ok();
    let is_absolute =
        |uri: &Uri| uri.host().is_some() && matches!(uri.scheme_str(), Some("http" | "https"));
    uri.filter(is_absolute).ok_or_else(|| {
        malformed(&format!(
            "the `url` of `{name}` is none: write it with http:// or https:// and a host"
        ))
    })
}

/// The variables that a process sees, with their values.
fn seen(
    wanted: Vec<String>,
    environment: &Environment,
) -> Result<BTreeMap<String, SecretToken>, EnvironmentError> {
    let valued = wanted.into_iter().map(|name| {
        let value = environment.require_secret(&name)?;
        Ok((name, value))
    });
    valued.collect()
}

fn malformed(reason: &str) -> EnvironmentError {
    EnvironmentError::malformed(variables::MCP_SERVERS, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(servers: &str) -> Result<Vec<McpServerSettings>, Vec<EnvironmentError>> {
        McpServerSettings::read(&Environment::from_iter([
            (variables::MCP_SERVERS, servers),
            ("WEATHER_TOKEN", "hunter2"),
            ("PATH", "/bin"),
        ]))
    }

    #[test]
    fn servers_are_read_in_order_and_secrets_do_not_print() {
        let servers = read(
            r#"{"weather": {"url": "https://weather.example.org/mcp", "token_variable": "WEATHER_TOKEN", "permission": "read"},
                "files": {"command": "files", "args": ["--stdio"], "variables": ["PATH"]}}"#,
        )
        .unwrap();
        let [files, weather] = &servers[..] else {
            panic!("{servers:?}");
        };
        assert_eq!(
            (files.name.as_str(), files.needs),
            ("files", Permission::Chat)
        );
        let Reach::Process(program) = &files.reach else {
            panic!("{files:?}");
        };
        assert_eq!(
            (&*program.command, &*program.arguments),
            ("files", &["--stdio".to_owned()][..])
        );
        assert_eq!(program.variables["PATH"].expose(), "/bin");
        assert_eq!(
            (weather.name.as_str(), weather.needs),
            ("weather", Permission::Read)
        );
        let Reach::Http { uri, token } = &weather.reach else {
            panic!("{weather:?}");
        };
        assert_eq!(uri, "https://weather.example.org/mcp");
        assert_eq!(token.as_ref().map(SecretToken::expose), Some("hunter2"));
        assert!(!format!("{servers:?}").contains("hunter2"));
        assert!(
            McpServerSettings::read(&Environment::default())
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn what_is_wrong_is_told_all_at_once_with_what_to_do() {
        let problems = read(
            r#"{"both": {"command": "x", "url": "http://x"}, "none": {}, "platform": {"command": "x"},
                "Odd.name": {"command": "x"}, "path": {"url": "/mcp"},
                "args": {"url": "http://x", "args": ["y"]}, "bare": {"command": "x", "token_variable": "WEATHER_TOKEN"},
                "token": {"url": "http://x", "token_variable": "NOT_SET"}, "sees": {"command": "x", "variables": ["NOT_SET_EITHER"]}}"#,
        )
        .unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let expected = [
            "a-z, 0-9 and -",
            "leave `args` and `variables` out",
            "among its `variables`",
            "leave one of them out",
            "say which program to start or where to ask",
            "with http:// or https://",
            "call the other one differently",
            "`NOT_SET_EITHER` is not set",
            "`NOT_SET` is not set",
        ];
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.contains(expected), "{told}");
        }
    }

    #[test]
    fn what_is_not_of_the_form_is_told_by_its_place_and_not_repeated() {
        for text in [
            "hunter2",
            "[]",
            r#"{"a": "hunter2"}"#,
            r#"{"a": {"hunter2": 1}}"#,
        ] {
            let problems = read(text).unwrap_err();
            let [problem] = &problems[..] else {
                panic!("{problems:?}");
            };
            let told = problem.to_string();
            assert!(
                told.contains("at line 1, column") && !told.contains("hunter2"),
                "{told}"
            );
        }
    }
}
