package dev.recado.adapter.staff;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.util.List;

/// Who is told by e-mail, and by whom.
///
/// @param staffEmail the addresses of those who are told of requests for a person
/// @param botName the name of the sender
@ConfigurationProperties("recado")
@Requires(property = "recado.staff-email")
record StaffMailSettings(List<String> staffEmail, String botName) {}
