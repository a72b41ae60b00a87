package dev.recado.adapter.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.tools.TextToolCall;
import dev.recado.adapter.llm.tools.ToolArguments;
import dev.recado.domain.cost.CpuCost;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReplyTest {

    private static final String ANSWER = "Abrimos a las nueve.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>the user asks when</think>Abrimos a las nueve.",
                "<thinking>\n```js\nx</thinking>\n\nAbrimos a las nueve.",
                "[THINK]hm[/THINK]Abrimos a las nueve.",
                "<reasoning>hm</reasoning>Abrimos a las nueve.",
                "the user asks when</think>Abrimos a las nueve.",
                "<think>a<think>b</think>c</think>Abrimos a las nueve.",
                "◁think▷hm◁/think▷Abrimos a las nueve.",
                "<|START_THINKING|>hm<|END_THINKING|><|START_RESPONSE|>Abrimos a las nueve.<|END_RESPONSE|>",
                "<|channel>thought\nhm<channel|>Abrimos a las nueve.",
                "thought\nAbrimos a las nueve.",
                "<scratch_pad>hm</scratch_pad>Abrimos a las nueve.",
                "<|begin_of_thought|>hm<|end_of_thought|><|begin_of_solution|>Abrimos a las nueve.<|end_of_solution|>",
                "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Abrimos a las nueve.<|return|>",
                "analysisThe user asks when.assistantfinalAbrimos a las nueve.",
                "Here is my thought process: hm. Here is my response: Abrimos a las nueve.",
                "Thought: hm\nFinal Answer: Abrimos a las nueve."
            })
    void reasoningIsRemoved(String text) {
        assertThat(ModelReply.of(text)).isEqualTo(new ModelReply(ANSWER, List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<|im_start|>assistant\nAbrimos a las nueve.<|im_end|>",
                "Abrimos a las nueve.<|im_end|>\n<|im_start|>user\n¿Y el sábado?",
                "<s>Abrimos a las nueve.</s>",
                "<s>Abrimos a las nueve.</s>\n<s>[INST] ¿Y el sábado? [/INST]",
                "Abrimos a las nueve.</s>\n\n¿Y el sábado?",
                "<s> [INST] ¿Cuándo? [/INST] Abrimos a las nueve. </s><s>",
                "<s>[INST] ¿Cuándo abren? [/INST] Abrimos a las nueve.</s>",
                "[/INST] Abrimos a las nueve.",
                "Abrimos a las nueve. [INST] ¿Y el sábado? [/INST] No.",
                "Abrimos a las nueve.<end_of_turn>\n<start_of_turn>user\n¿Y?",
                "<start_of_turn>model\nAbrimos a las nueve.<end_of_turn>",
                "<|start_header_id|>assistant<|end_header_id|>\n\nAbrimos a las nueve.<|eot_id|>",
                "<|assistant|>\nAbrimos a las nueve.<|user|>¿Y?",
                "<｜Assistant｜>Abrimos a las nueve.<｜end▁of▁sentence｜>",
                "<<SYS>>Be brief<</SYS>>[/INST]Abrimos a las nueve.",
                "<bos>Abrimos a las nueve.<eos>",
                "<SPECIAL_12>Abrimos a las nueve.",
                "assistant\n\nAbrimos a las nueve.",
                "Assistant: Abrimos a las nueve.",
                "Abrimos a las nueve.<|endoftext|>"
            })
    void templateTokensAreRemoved(String text) {
        assertThat(ModelReply.of(text).words()).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Abrimos a las nueve【4:0†source】.",
                "Abrimos a las nueve 【4:0†hours.md】.",
                "Abrimos a las nueve〖4:0†source〗.",
                "Abrimos a las nueve[^1].\n\n[^1]: hours.md",
                "Abrimos a las nueve. cite turn0search0",
                "Abrimos a las nueve. \uE200cite\uE202turn0search0\uE201",
                "Abrimos a las nueve.citeturn0search0turn0search3",
                "Abrimos a las nueve. :contentReference[oaicite:0]{index=0}",
                "[cite_start]Abrimos a las nueve.[cite: 1, 2]",
                "Abrimos a las nueve[doc1].",
                "Abrimos a las nueve.[1][2]",
                "<cite index=\"0-1\">Abrimos a las nueve.</cite>"
            })
    void citationMarksAreRemoved(String text) {
        assertThat(ModelReply.of(text).words()).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```markdown\nAbrimos a las nueve.\n```",
                "```md\nAbrimos a las nueve.\n```\n",
                "```\nAbrimos a las nueve.\n```",
                "```text\nAbrimos a las nueve.",
                "~~~markdown\nAbrimos a las nueve.\n~~~",
                "````markdown\nAbrimos a las nueve.\n````",
                "<answer>Abrimos a las nueve.</answer>",
                "{\"response\": \"Abrimos a las nueve.\"}",
                "<think>hm</think>\n```markdown\nAbrimos a las nueve.\n```"
            })
    void wrappersAreRemoved(String text) {
        assertThat(ModelReply.of(text).words()).isEqualTo(ANSWER);
    }

    @Test
    void aFenceInsideAWrapperStays() {
        assertThat(ModelReply.of("```markdown\nAsí:\n```js\nlet x = 1;\n```\nListo.\n```")
                        .words())
                .isEqualTo("Así:\n```js\nlet x = 1;\n```\nListo.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cuesta < 20 € y > 10 €.",
                "Si a<b y c>d, entonces <20.",
                "```html\n<s>viejo</s> <think>\n```\nEso es todo.",
                "Usa `<|im_start|>` o `[INST]` en la plantilla.",
                "```json\n{\"name\": \"Ana\", \"edad\": 3}\n```",
                "{\"name\": \"Ana\"}",
                "```python\nprint(\"hola\")\n```",
                "Lista: a[1] = 2, y [enlace](https://ej.es).",
                "[1] Masaje\n[2] Sauna",
                "El 【nuevo】 horario",
                "Think twice: </b> no es nada.",
                "Elige [uno] o {dos}."
            })
    void requestedTokensInCodeStay(String text) {
        assertThat(ModelReply.of(text)).isEqualTo(new ModelReply(text, List.of(), false));
    }

    @Test
    void anOldPriceIsStruckOut() {
        assertThat(ModelReply.of("Ahora <s>60 €</s> 45 €.").words()).isEqualTo("Ahora ~~60 €~~ 45 €.");
        assertThat(ModelReply.of("Antes <s>60 €</s>, ahora 45 €.").words()).isEqualTo("Antes ~~60 €~~, ahora 45 €.");
        assertThat(ModelReply.of("<s>60 €</s> **45 €**").words()).isEqualTo("~~60 €~~ **45 €**");
        assertThat(ModelReply.of("<s>60 €</s> → 45 €").words()).isEqualTo("~~60 €~~ → 45 €");
        assertThat(ModelReply.of("Antes: <s>120 €</s>\nAhora: 90 €").words())
                .isEqualTo("Antes: ~~120 €~~\nAhora: 90 €");
        assertThat(ModelReply.of("Antes <s>120 €</s>\n\n<s>100 €</s> 90 €").words())
                .isEqualTo("Antes ~~120 €~~\n\n~~100 €~~ 90 €");
        assertThat(ModelReply.of("Cuesta 90 € y no <s>120 €</s>").words()).isEqualTo("Cuesta 90 € y no ~~120 €~~");
        assertThat(ModelReply.of("<s>60 €</s> [45 €]").words()).isEqualTo("~~60 €~~ [45 €]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "El bono: <s>120 €</s> <b>90 €</b>",
                "<s>Plan viejo:\n120 €</s>\nPlan nuevo: 90 €",
                "<s><b>120 €</b></s> 90 €",
                "<answer>Antes 120 €.</answer>\nAhora 90 €",
                "<Answer>Ahora 90 €</answer>"
            })
    void aReplyDoesNotEndAtAnOldPrice(String text) {
        assertThat(ModelReply.of(text).words()).contains("90 €").doesNotContain("<s>", "</s>", "nswer>");
    }

    @Test
    void aHeadingIsNotATemplateHeader() {
        assertThat(ModelReply.of("Model\nX200, 90 €").words()).isEqualTo("Model\nX200, 90 €");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tool_call>\n{\"name\": \"search_documents\", \"arguments\": {\"query\": \"horario\"}}\n</tool_call>",
                "<tool_call>{\"name\": \"search_documents\", \"arguments\": {\"query\": \"horario\"}}",
                "{\"name\": \"search_documents\", \"arguments\": {\"query\": \"horario\"}}",
                "{\"arguments\": {\"query\": \"horario\"}, \"name\": \"search_documents\"}",
                "```json\n{\"name\": \"search_documents\", \"parameters\": {\"query\": \"horario\"}}\n```",
                "[{\"name\": \"search_documents\", \"arguments\": {\"query\": \"horario\"}}]",
                "{\"tool_calls\": [{\"type\": \"function\", \"function\": {\"name\": \"search_documents\", \"arguments\":"
                        + " \"{\\\"query\\\":\\\"horario\\\"}\"}}]}",
                "{\"tool\": \"search_documents\", \"tool_input\": {\"query\": \"horario\"}}",
                "{\"search_documents\": {\"query\": \"horario\"}}",
                "{'name': 'search_documents', 'arguments': {'query': 'horario'}}",
                "[TOOL_CALLS][{\"name\": \"search_documents\", \"arguments\": {\"query\": \"horario\"}}]",
                "[TOOL_CALLS]search_documents[ARGS]{\"query\": \"horario\"}",
                "<function=search_documents>{\"query\": \"horario\"}</function>",
                "<tool_call><function=search_documents><parameter=query>\nhorario\n</parameter></function></tool_call>",
                "<tool_call>search_documents\n<arg_key>query</arg_key>\n<arg_value>horario</arg_value>\n</tool_call>",
                "<function_calls><invoke name=\"search_documents\"><parameter name=\"query\">horario</parameter></invoke>",
                "```tool_code\nprint(default_api.search_documents(query='horario'))\n```",
                "[search_documents(query=\"horario\")]",
                "<|python_tag|>{\"name\": \"search_documents\", \"parameters\": {\"query\": \"horario\"}}<|eom_id|>",
                "<|tool_call|>[{\"name\": \"search_documents\", \"arguments\": {\"query\": \"horario\"}}]<|/tool_call|>",
                "<|tool_calls_section_begin|><|tool_call_begin|>functions.search_documents:0<|tool_call_argument_begin|>"
                        + "{\"query\": \"horario\"}<|tool_call_end|><|tool_calls_section_end|>",
                "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>search_documents\n```json\n{\"query\": \"horario\"}"
                        + "\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
                "<|channel|>analysis<|message|>call search_documents<|end|><|start|>assistant<|channel|>commentary"
                        + " to=functions.search_documents <|constrain|>json<|message|>{\"query\":\"horario\"}<|call|>",
                "functools[{\"name\": \"search_documents\", \"arguments\": {\"query\": \"horario\"}}]",
                "Thought: I look it up.\nAction: search_documents\nAction Input: {\"query\": \"horario\"}"
            })
    void aToolCallWrittenAsTextIsRead(String text) {
        ModelReply reply = ModelReply.of(text);
        assertThat(reply.hasCall()).isTrue();
        assertThat(reply.words()).isEmpty();
        assertThat(reply.calls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("search_documents");
            assertThat(ToolArguments.read(call.arguments(), Set.of("query")).text("query"))
                    .isEqualTo("horario");
        });
    }

    @Test
    void textBeforeAToolCallIsSeparated() {
        ModelReply reply =
                ModelReply.of("Un momento, lo busco.\n\n```json\n{\"name\": \"search_documents\", \"arguments\":"
                        + " {\"query\": \"horario\"}}\n```");
        assertThat(reply.words()).isEqualTo("Un momento, lo busco.");
        assertThat(reply.calls()).hasSize(1);
    }

    @Test
    void severalCallsAreAllRead() {
        ModelReply reply = ModelReply.of(
                "<tool_call>{\"name\": \"search_documents\", \"arguments\": {\"query\": \"a\"}}</tool_call>"
                        + "<tool_call>{\"name\": \"ask_for_human\", \"arguments\": {\"reason\": \"b\"}}</tool_call>");
        assertThat(reply.calls()).extracting(TextToolCall::name).containsExactly("search_documents", "ask_for_human");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tool_call>{\"name\": \"get_weather\", \"arguments\": {}}</tool_call>",
                "{\"name\": \"get_weather\", \"arguments\": {\"city\": \"x\"}}",
                "```tool_code\nget_weather(city=\"x\")\n```",
                "<tool_call>{\"name\": \"search_doc",
                "Voy a usar search_documents para buscarlo."
            })
    void anUnreadableToolCallIsRecognized(String text) {
        assertThat(ModelReply.of(text).hasCall()).isTrue();
        assertThat(ModelReply.of(text).calls()).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>",
                "</think>",
                "<think></think>x",
                "<|im_start|>",
                "<|im_end|> ",
                "<|im_start|>user ",
                "[INST]",
                "[/INST] ",
                "<s>",
                "</s>",
                "<s>a</s>",
                "<start_of_turn>user",
                "【",
                "【4†",
                "〖",
                "[^1]",
                "[^",
                "[1]",
                "cite ",
                "citeturn0search0",
                "turn0search0 ",
                "\uE200",
                "`",
                "``",
                "`a",
                "```",
                "```\n",
                "```json\n{",
                "{",
                "{\"name\":",
                "search_documents",
                "search_documents(",
                "search_documents{",
                "<tool_call>",
                "<tool_call>{",
                "<|channel|>",
                "<|channel|>final<|message|>",
                "analysis",
                "assistantfinal",
                "◁think▷",
                "\n",
                "assistant\n",
                "<"
            })
    void everyTextIsReadInLinearTime(String unit) {
        CpuCost.growsWithLength(unit, ModelReply::of);
    }
}
