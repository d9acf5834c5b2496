"""How commands speak: plain Chinese for people, one JSON value for programs."""

import json

import click


def say(value, as_json: bool, lines=()) -> None:
    """Print `value` as JSON, or the given lines for a person."""
    if as_json:
        click.echo(json.dumps(value, ensure_ascii=False, default=str))
        return
    for line in lines:
        click.echo(line)


def stop(message: str):
    """End the command with a message a person can act on, without a traceback."""
    raise click.ClickException(message)
