// Registers what share rules are refused for among the rules of the platform.
import { defineRules } from '../../../kernel/errors.js';
import { analysisTexts } from './analysis-texts.js';

export const analysisRules = defineRules(analysisTexts);
