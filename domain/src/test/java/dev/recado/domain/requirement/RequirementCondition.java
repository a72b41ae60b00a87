package dev.recado.domain.requirement;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Reads [Requires] of a test class or method.
final class RequirementCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), Requires.class)
                .map(Requires::value)
                .filter(requirement -> !requirement.isMet())
                .map(requirement -> ConditionEvaluationResult.disabled(requirement.reason()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is missing"));
    }
}
