package dev.recado.adapter.llm;

class AnthropicContractIT extends ToolContract {
    @Override
    Provider provider() {
        return Provider.ANTHROPIC;
    }
}
