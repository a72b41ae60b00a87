/// How people log in, who they are, and who may do what: people, machine tokens and the audit record.
@NullMarked
package dev.recado.adapter.console.account;

import org.jspecify.annotations.NullMarked;
