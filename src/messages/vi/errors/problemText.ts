export const didYouMean = (nearest: string | undefined, otherwise: string) =>
  nearest === undefined ? otherwise : `Có phải ý bạn là ${nearest}? ${otherwise}`
