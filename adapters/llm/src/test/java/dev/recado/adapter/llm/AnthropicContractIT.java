package dev.recado.adapter.llm;

import dev.recado.adapter.llm.provider.Provider;

class AnthropicContractIT extends ToolContract {
    @Override
    Provider provider() {
        return Provider.ANTHROPIC;
    }
}
