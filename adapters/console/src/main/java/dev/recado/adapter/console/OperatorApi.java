package dev.recado.adapter.console;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a controller of the operators' API. All its routes are below `/api/v1`, and closed without the token of
/// operators, whatever paths are configured for webhooks.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OperatorApi {}
