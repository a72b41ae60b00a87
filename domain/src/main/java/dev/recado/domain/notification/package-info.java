/// Notifications: messages that the business sends to users on its own initiative.
@NullMarked
package dev.recado.domain.notification;

import org.jspecify.annotations.NullMarked;
