/** Makers of cameras: how their cameras call themselves, and what people call them. */

interface Brand {
  /** what a camera's name (lower case) begins with */
  begins: RegExp
  names: string[]
}

const BRANDS: Brand[] = [
  brand('fujifilm|fuji\\b', 'fuji fujifilm 富士 富士胶片'),
  brand('canon', 'canon 佳能'),
  brand('nikon', 'nikon 尼康'),
  brand('sony|ilce|dsc-', 'sony 索尼'),
  brand('apple|iphone|ipad', 'apple 苹果'),
  brand('huawei', 'huawei 华为'),
  brand('honor', 'honor 荣耀'),
  brand('xiaomi|mi \\d|redmi|poco\\b', 'xiaomi 小米'),
  brand('redmi|xiaomi redmi', 'redmi 红米'),
  brand('dji|hasselblad l\\dd', 'dji 大疆'),
  brand('leica', 'leica 徕卡 莱卡'),
  brand('samsung|galaxy|sm-', 'samsung 三星'),
  brand('panasonic|lumix|dmc-|dc-', 'panasonic 松下'),
  brand('olympus|om digital|om system', 'olympus 奥林巴斯'),
  brand('ricoh', 'ricoh 理光'),
  brand('pentax|ricoh imaging.*pentax', 'pentax 宾得'),
  brand('hasselblad', 'hasselblad 哈苏'),
  brand('sigma', 'sigma 适马'),
  brand('google|pixel \\d', 'google 谷歌'),
  brand('oneplus', 'oneplus 一加'),
  brand('oppo', 'oppo'),
  brand('vivo', 'vivo'),
  brand('realme', 'realme 真我'),
  brand('meizu', 'meizu 魅族'),
  brand('nokia|hmd', 'nokia 诺基亚'),
  brand('motorola|moto ', 'motorola 摩托罗拉'),
  brand('gopro|hero\\d', 'gopro'),
  brand('insta360|arashi', 'insta360 影石'),
  brand('kodak|eastman kodak', 'kodak 柯达'),
  brand('casio', 'casio 卡西欧'),
  brand('konica|minolta', 'minolta 美能达'),
  brand('polaroid', 'polaroid 宝丽来'),
]

/** Names that are first of all something else: fruit, millet, a search engine. */
const ORDINARY = /^(?:apple|google|honor|sigma|苹果|小米|荣耀|松下|一加|红米|真我|理光|谷歌|影石|适马)$/

/** What people call the maker of a camera, in both languages. */
export function brandNames(camera: string): string[] {
  const folded = camera.trim().toLowerCase()
  return BRANDS.filter(({ begins }) => begins.test(folded)).flatMap(({ names }) => names)
}

/** Whether a name that stands for itself is one of a camera. */
export function isBrand(said: string): boolean {
  return !ORDINARY.test(said) && BRANDS.some(({ names }) => names.includes(said))
}

function brand(begins: string, names: string): Brand {
  return { begins: new RegExp(`^(?:${begins})`), names: names.split(' ') }
}
