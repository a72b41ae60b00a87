package dev.recado.adapter.llm;

import dev.recado.adapter.llm.provider.Provider;

class OpenAiContractIT extends ToolContract {
    @Override
    Provider provider() {
        return Provider.OPENAI;
    }
}
