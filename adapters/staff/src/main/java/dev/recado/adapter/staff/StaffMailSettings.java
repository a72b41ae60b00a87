package dev.recado.adapter.staff;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.util.List;

/// @param staffEmail the addresses of those who are told of requests for a person
@ConfigurationProperties("recado")
@Requires(property = "recado.staff-email")
record StaffMailSettings(List<String> staffEmail) {}
